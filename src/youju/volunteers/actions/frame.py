"""The frame of an act of this room."""

from youju.organisations.actions import Frame

_FRAME = Frame("volunteers")
act_at, act_on = _FRAME.at, _FRAME.on
