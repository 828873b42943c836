"""Every write of the room."""

from youju.activities.actions.activities import (
    Told,
    cancel_activity,
    change_activity,
    hold_activity,
    plan_activity,
    record_activity,
    restore_activity,
)
from youju.activities.actions.many import BadRows, add_activities
from youju.activities.actions.norms import Asked, add_norm, end_norm
from youju.activities.actions.series import SeriesTold, add_series, change_series
from youju.activities.actions.signups import (
    close_signup,
    come_here,
    forget_signups,
    leave,
    open_signup,
    open_signups,
    sign_up,
)
from youju.activities.actions.study import check_notes, open_names, sign_in
from youju.activities.rules.activities import Item
from youju.activities.rules.series import Part

__all__ = [
    "Asked", "BadRows", "Item", "Part", "SeriesTold", "Told", "add_activities", "add_norm", "add_series", "cancel_activity",
    "change_activity", "change_series", "check_notes", "close_signup", "come_here", "end_norm", "forget_signups",
    "hold_activity", "leave", "open_names", "open_signup", "open_signups", "plan_activity", "record_activity",
    "restore_activity", "sign_in", "sign_up",
]  # fmt: skip
