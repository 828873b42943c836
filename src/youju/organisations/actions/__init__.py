"""Every write of the room, by subject."""

from youju.organisations.actions.account import (
    change_password,
    choose_post,
    confirm_second_factor,
    end_session,
    recovery_digest,
    signed_in,
    signed_out,
    start_second_factor,
    use_recovery_code,
)

__all__ = [
    "change_password",
    "choose_post",
    "confirm_second_factor",
    "end_session",
    "recovery_digest",
    "signed_in",
    "signed_out",
    "start_second_factor",
    "use_recovery_code",
]
