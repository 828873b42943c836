"""Chinese text: pinyin for search and sorting."""

from pypinyin import Style, lazy_pinyin


def pinyin_of(text: str) -> str:
    """Return full pinyin and initials, as one searchable text: 清理垃圾 → "qinglilaji qllj"."""
    full = "".join(lazy_pinyin(text))
    initials = "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))
    return f"{full} {initials}".lower()
