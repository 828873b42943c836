"""The pages of the room: forms from above, calls downward, the burden."""

from youju.returns.views import calls, forms

__all__ = ["calls", "forms"]
