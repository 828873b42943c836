"""Answers as XML or JSON, from the same plain values; pure."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

MEDIA = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
# A list under this name holds elements of that name.
ITEMS = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
UNSPEAKABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def written(form: str, name: str, content: Any) -> bytes:
    """Return the content as it is sent.

    Args:
        form: "xml" or "json".
        name: Its root element; JSON has none.
        content: Dicts, lists, texts, numbers, truths, times and None.
    """
    if form == "json":
        text = json.dumps(_plain(content), ensure_ascii=False)
        return text.encode(errors="replace")
    root = _element(name, content)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _plain(content: Any) -> Any:
    if isinstance(content, datetime):
        return content.isoformat(timespec="seconds")
    if isinstance(content, dict):
        return {name: _plain(value) for name, value in content.items()}
    if isinstance(content, list):
        return [_plain(one) for one in content]
    return content


def _element(name: str, content: Any) -> ElementTree.Element:
    element = ElementTree.Element(name)
    if isinstance(content, dict):
        element.extend(_element(inner, value) for inner, value in content.items())
    elif isinstance(content, list):
        element.extend(_element(ITEMS[name], one) for one in content)
    else:
        element.text = _text(content)
    return element


def _text(content: Any) -> str:
    if content is None:
        return ""
    if isinstance(content, bool):
        return "true" if content else "false"
    return UNSPEAKABLE.sub("", str(_plain(content)))
