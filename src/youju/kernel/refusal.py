"""The one way a rule says no."""


class Refused(Exception):
    """A rule refuses an act; nothing was written.

    `message` is what the user reads: what is wrong and what to do, in Chinese.
    `field` names the form field it belongs to, or None for the whole act.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Forbidden(Refused):
    """The asker's role does not allow the act. Pages answer 403."""


class Missing(Refused):
    """There is no such thing among what the asker may see. Pages answer 404."""


class Clash(Refused):
    """The key of the act was used for something else before."""
