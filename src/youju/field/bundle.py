"""What the phone loads: the files of the build, read from Vite's manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static

ENTRY = "src/youju/field/assets/main.js"
WORKER = "phone-worker.js"


@dataclass(frozen=True, slots=True)
class Bundle:
    """The addresses of the phone's own files; all empty where `npm run build` has not run."""

    script: str = ""
    modules: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()

    @property
    def urls(self) -> tuple[str, ...]:
        """Everything, each once."""
        found = (self.script, *self.modules, *self.styles)
        return tuple(dict.fromkeys(url for url in found if url))


def _manifest_path() -> Path:
    return Path(str(settings.DJANGO_VITE["default"]["manifest_path"]))


def bundle() -> Bundle:
    """Return what was built."""
    path = _manifest_path()
    manifest: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    entry = manifest.get(ENTRY)
    if entry is None:
        return Bundle()
    chunks = _with_imports(manifest, ENTRY)
    styles = dict.fromkeys(name for chunk in chunks for name in chunk.get("css", ()))
    return Bundle(
        script=_url(entry["file"]),
        modules=tuple(_url(chunk["file"]) for chunk in chunks[1:]),
        styles=tuple(_url(name) for name in styles),
    )


def _with_imports(manifest: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return a chunk and all that it imports, itself first."""
    found: dict[str, dict[str, Any]] = {}
    left = [name]
    while left:
        one = left.pop()
        if one not in found:
            found[one] = manifest[one]
            left += manifest[one].get("imports", ())
    return list(found.values())


def _url(name: str) -> str:
    return static(f"{settings.DJANGO_VITE['default']['static_url_prefix']}/{name}")


def worker_source() -> str:
    """Return the built service worker, or "" where nothing was built."""
    path = _manifest_path().parent / WORKER
    return path.read_text(encoding="utf-8") if path.exists() else ""
