"""Every write of the room."""

from youju.inbox.actions.channels import add_channel, change_channel, send_again, try_channel
from youju.inbox.actions.telling import (
    choose_reminders,
    forget_old,
    open_message,
    read_all,
    tell,
    tell_unit,
)

__all__ = [
    "add_channel",
    "change_channel",
    "choose_reminders",
    "forget_old",
    "open_message",
    "read_all",
    "send_again",
    "tell",
    "tell_unit",
    "try_channel",
]
