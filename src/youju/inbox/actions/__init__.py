"""Every write of the room."""

from youju.inbox.actions.addresses import (
    give_address,
    prove_address,
    remove_address,
    send_code_again,
    stop_mails,
)
from youju.inbox.actions.channels import add_channel, change_channel, send_again, try_channel
from youju.inbox.actions.choosing import choose_reminders
from youju.inbox.actions.telling import forget_old, open_message, read_all, tell, tell_unit

__all__ = [
    "add_channel",
    "change_channel",
    "choose_reminders",
    "forget_old",
    "give_address",
    "open_message",
    "prove_address",
    "read_all",
    "remove_address",
    "send_again",
    "send_code_again",
    "stop_mails",
    "tell",
    "tell_unit",
    "try_channel",
]
