"""Secrets that an embedded installation makes once and keeps beside its data."""

import secrets
from pathlib import Path


def kept_secret(folder: Path, name: str, nbytes: int = 32) -> str:
    """Return the secret kept in `folder/name`, making it (mode 600) where there is none."""
    path = folder / name
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    folder.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_hex(nbytes)
    path.touch(mode=0o600)
    path.write_text(secret, encoding="ascii")
    return secret
