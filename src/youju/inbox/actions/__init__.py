"""Every write of the room."""

from youju.inbox.actions.channels import add_channel, change_channel, send_again, try_channel
from youju.inbox.actions.telling import forget_old, mute, open_message, read_all, tell, tell_unit

__all__ = [
    "add_channel",
    "change_channel",
    "forget_old",
    "mute",
    "open_message",
    "read_all",
    "send_again",
    "tell",
    "tell_unit",
    "try_channel",
]
