"""Official documents by GB/T 9704-2012: a model, a writer, a renderer, a check."""

from .check import check_rendered
from .faults import Fault
from .finish import finished
from .model import (
    Appendix,
    Block,
    Card,
    CardPage,
    Chart,
    Column,
    Document,
    Heading,
    Imprint,
    Number,
    PageBreak,
    Paragraph,
    Photo,
    PhotoPage,
    Picture,
    Run,
    Runs,
    Source,
    SourceTable,
    Table,
    Text,
)
from .render import to_pdf, to_pdfs
from .titles import break_title
from .writer import write_docx

__all__ = [
    "Appendix",
    "Block",
    "Card",
    "CardPage",
    "Chart",
    "Column",
    "Document",
    "Fault",
    "Heading",
    "Imprint",
    "Number",
    "PageBreak",
    "Paragraph",
    "Photo",
    "PhotoPage",
    "Picture",
    "Run",
    "Runs",
    "Source",
    "SourceTable",
    "Table",
    "Text",
    "break_title",
    "check_rendered",
    "finished",
    "to_pdf",
    "to_pdfs",
    "write_docx",
]
