"""What is allowed; pure."""

from youju.honours.rules.kinds import Holder, Level
from youju.honours.rules.stages import Stage, State
from youju.honours.rules.voting import MOST_SHOWN

__all__ = ["MOST_SHOWN", "Holder", "Level", "Stage", "State"]
