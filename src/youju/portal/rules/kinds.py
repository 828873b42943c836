"""The short list of kinds that a resident chooses from, in his words."""

from __future__ import annotations

from youju.kernel.words import said

# Code in the catalogue of cases, and what a resident calls it.
OFFERED: tuple[tuple[str, str], ...] = (
    ("s0101", "垃圾没人清"),
    ("s0105", "垃圾桶满了"),
    ("s0106", "楼道堆东西"),
    ("s0301", "汽车乱停"),
    ("s0302", "电动车、自行车乱停"),
    ("s0308", "飞线充电"),
    ("s0305", "消防通道被堵"),
    ("s0201", "占道摆摊"),
    ("s0108", "小广告"),
    ("b0110", "路灯不亮"),
    ("b0102", "井盖坏了或丢了"),
    ("b0201", "路面破损"),
    ("s0112", "污水外溢"),
    ("s0511", "噪声扰民"),
    ("s0612", "其他问题"),
)
# What inspectors or callers of the survey asked him; told on a page of its own (M024).
ASKED = ("s0613", "测评人员询问")
# What is a matter of life: call at once, do not wait for an office to read this.
URGENT = frozenset({"b0102", "s0305", "s0308"})


def offered(known: set[str]) -> list[tuple[str, str]]:
    """Return the short list, without kinds that the place does not know or has closed."""
    return [(code, said(words)) for code, words in OFFERED if code in known]
