"""The demo city: 澄江市, invented, with two years of records made through the rooms' own acts."""

from youju.console.demo.loading import Loaded, load

__all__ = ["Loaded", "load"]
