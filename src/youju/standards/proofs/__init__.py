"""What proves items: one module for each kind of proof, each for many units and items at once."""

from youju.standards.proofs.scope import Found, Scope, Want, reading_of
from youju.standards.proofs.table import read_all, trail_of

__all__ = ["Found", "Scope", "Want", "read_all", "reading_of", "trail_of"]
