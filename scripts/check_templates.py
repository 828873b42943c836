"""Every template compiles, speaks through gettext, and keeps style and script out of line."""

import os
import re
import sys
from itertools import pairwise
from pathlib import Path

import django
from django.template import TemplateSyntaxError, engines
from django.template.base import Lexer, Token, TokenType

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile(r"[\u3400-\u9fff]")
MARKED = re.compile(r"""_\(\s*("[^"]*"|'[^']*')\s*\)""")
INLINE = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*application/json)", re.IGNORECASE
    ),
    "an inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "an address of another host": re.compile(
        r"(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE
    ),
}
HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SAID = re.compile(r"^[-;] .*", re.MULTILINE)
KNOWN = {
    "forloop",
    "request",
    "csrf_token",
    "csp_nonce",
    "block",
    "messages",
    "True",
    "False",
    "None",
}
SAMPLES = "gallery"  # invented content that shows the components to those who build pages
SPOKEN = {"translate", "trans", "blocktranslate", "blocktrans"}
COMMENT = re.compile(r"\{%\s*comment\s*%\}(.*?)\{%\s*endcomment\s*%\}", re.DOTALL)


def untranslated(tokens: list[Token]) -> list[tuple[int, str]]:
    """Return line and text of every Chinese word that does not go through gettext."""
    found = []
    inside = ""
    for token in tokens:
        word = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type is TokenType.COMMENT:
            continue
        if token.token_type is TokenType.BLOCK:
            if inside and word == f"end{inside}":
                inside = ""
                continue
            if word in {"comment", "blocktranslate", "blocktrans"}:
                inside = word
                continue
            if word in SPOKEN:
                continue
        if inside:
            continue
        text = MARKED.sub("", HTML_COMMENT.sub("", token.contents))
        if HAN.search(text):
            found.append((token.lineno, text.strip()[:40]))
    return found


def loose_includes(tokens: list[Token]) -> list[int]:
    """Return the lines of the includes that let the whole context through."""
    blocks = (token for token in tokens if token.token_type is TokenType.BLOCK)
    return [
        token.lineno
        for token in blocks
        if token.contents.split()[0] == "include" and token.contents.split()[-1] != "only"
    ]


def unsaid_variables(source: str) -> set[str]:
    """Return the variables a component shows but does not list in its first comment."""
    comment = COMMENT.search(source)
    lines = " ".join(SAID.findall(comment.group(1))) if comment else ""
    said = set(re.findall(r"(\w+)(?= \(|, |:)", lines)) | set(re.findall(r"- (\w+)", lines))
    bound: set[str] = set()
    shown: set[str] = set()
    for token in Lexer(COMMENT.sub("", source)).tokenize():
        words = token.contents.split()
        if token.token_type is TokenType.VAR:
            root = re.match(r"[A-Za-z_]\w*", token.contents)
            shown |= {root.group()} if root else set()
        elif token.token_type is TokenType.BLOCK and words[0] == "for":
            bound |= set(re.findall(r"\w+", " ".join(words[1 : words.index("in")])))
        elif token.token_type is TokenType.BLOCK:
            bound |= set(re.findall(r"(\w+)=", token.contents))
            bound |= {after for word, after in pairwise(words) if word == "as"}
    return shown - said - bound - KNOWN


def problems_in(name: str, source: str) -> list[str]:
    """Return one line for each thing wrong with one template."""
    tokens = Lexer(source).tokenize()
    found = []
    if SAMPLES not in Path(name).parts:
        found += [f"{name}:{n}: not through gettext: {text}" for n, text in untranslated(tokens)]
    found += [f"{name}:{line}: include without `only`" for line in loose_includes(tokens)]
    bare = HTML_COMMENT.sub("", COMMENT.sub("", source))
    found += [f"{name}: {what}" for what, pattern in INLINE.items() if pattern.search(bare)]
    if "components" in Path(name).parts:
        found += [
            f"{name}: {one} is not in its comment" for one in sorted(unsaid_variables(source))
        ]
    try:
        engines["django"].from_string(source)
    except TemplateSyntaxError as error:
        found.append(f"{name}: does not compile: {error}")
    return found


def main() -> int:
    """Look at every template of every room."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    sys.path.insert(0, str(ROOT))
    django.setup()
    paths = sorted((ROOT / "src" / "youju").glob("**/templates/**/*.html"))
    found = []
    for path in paths:
        found += problems_in(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
    print("\n".join(found) or f"{len(paths)} templates are in order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
