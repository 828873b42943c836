"""How a background job speaks and when it is given up; pure."""

PROGRESS_EVERY = 0.5  # seconds between two writes of progress
BEAT_EVERY = 15.0  # seconds between two signs of life
LOST_AFTER = 120.0  # seconds without one: the worker was stopped in the middle
CRASHED = "系统出错，没有做完；已经写入的部分保留着。请重试，仍不行请把时间告诉管理员。"
LOST = "后台程序中途停止，没有做完；已经写入的部分保留着。请到原来的页面接着做或重新发起。"


def is_due(last: float | None, now: float, every: float) -> bool:
    """Return whether something that was last done at `last` is to be done again at `now`."""
    return last is None or now - last >= every
