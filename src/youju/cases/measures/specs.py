"""The measures of the room: names that reports say, units, how they add up."""

from __future__ import annotations

from youju.cases.rules import Source
from youju.facts.rules import Adds, MeasureSpec

CASE_KIND = "cases.case"
HARD_KIND = "cases.hard"
RAISING_KIND = "cases.raising"
STRUCTURE_KIND = "cases.structure"
FACILITY_KIND = "cases.facility"
TOPIC = "INS"
PIECE = "件"

_FLOWS = {
    "reported": ("上报问题", ("受理问题", "发现问题", "受理投诉", "受理数", "受理件数")),
    "filed": ("立案问题", ()),
    "refused": ("不予立案问题", ()),
    "dispatched": ("派遣问题", ("交办问题", "下派问题")),
    "due": ("应结案问题", ()),
    "settled": ("应结案中已结案问题", ()),
    "closed": ("结案问题", ("整改问题", "解决问题", "办结问题", "办结数", "办结件数")),
    "on_time": ("按时结案问题", ()),
    "reworked": ("返工问题", ()),
}
SOURCE_NAMES: dict[Source, str] = {
    Source.PATROL: "巡查发现问题",
    Source.SUPERVISION: "督查发现问题",
    Source.GRID: "网格发现问题",
    Source.RESIDENT: "居民上报问题",
    Source.HOTLINE: "热线问题",
    Source.MEDIA: "媒体曝光问题",
    Source.TV: "电视问政问题",
    Source.HIGHER: "上级交办问题",
    Source.SELF_CHECK: "自查发现问题",
    Source.UNDERCOVER: "暗访发现问题",
}

# How the heads of forms say it.
SOURCE_WORDS: dict[Source, tuple[str, ...]] = {
    Source.GRID: ("网格员上报", "网格上报", "网格员发现"),
    Source.HOTLINE: ("热线投诉", "热线受理", "市民热线", "热线转办"),
    Source.RESIDENT: ("居民投诉", "群众举报", "居民反映"),
    Source.HIGHER: ("上级交办", "上级转办"),
}


def code_of(name: str) -> str:
    """Return the code of a measure of the room."""
    return f"cases.{name}"


def _rate(name: str, label: str, top: str, base: str, words: tuple[str, ...]) -> MeasureSpec:
    return MeasureSpec(
        code_of(name),
        label,
        "%",
        Adds.RATE,
        TOPIC,
        words,
        numerator=code_of(top),
        denominator=code_of(base),
    )


def _flow(name: str, label: str, unit: str, topic: str, *words: str) -> MeasureSpec:
    return MeasureSpec(code_of(name), label, unit, topic=topic, words=words)


def _stock(name: str, label: str, unit: str, topic: str, *words: str) -> MeasureSpec:
    return MeasureSpec(code_of(name), label, unit, Adds.STOCK, topic, words)


SPECS: tuple[MeasureSpec, ...] = (
    *(
        MeasureSpec(code_of(name), label, PIECE, topic=TOPIC, words=words)
        for name, (label, words) in _FLOWS.items()
    ),
    *(
        MeasureSpec(
            code_of(f"from_{source.value}"),
            label,
            PIECE,
            topic=TOPIC,
            words=SOURCE_WORDS.get(source, ()),
        )
        for source, label in SOURCE_NAMES.items()
    ),
    _rate("close_rate", "结案率", "settled", "due", ("办结率", "整改率")),
    _rate("on_time_rate", "按时结案率", "on_time", "due", ("按时率", "按期整改率", "按时办结率")),
    _rate("rework_rate", "返工率", "reworked", "dispatched", ()),
    _flow("hazards", "排查安全隐患", "处", "LAW", "发现隐患", "排查隐患"),
    _flow("hazards_fixed", "整改安全隐患", "处", "LAW", "消除隐患", "整改隐患"),
    _flow("damaged", "设施损坏", "处", "PRJ", "破损设施"),
    _flow("repaired", "修复设施", "处", "PRJ", "维修设施", "修复破损设施"),
    _stock("sound", "完好设施", "处", "PRJ"),
    _flow("asked", "报告调查询问", "次", TOPIC, "调查询问"),
    _flow("asked_at_once", "第一时间报告", "次", TOPIC),
)
BESIDE: dict[str, tuple[MeasureSpec, ...]] = {
    HARD_KIND: (
        _stock("hard", "疑难问题", "个", TOPIC, "难点问题", "挂账问题"),
        _flow("hard_solved", "解决疑难问题", "个", TOPIC, "化解疑难问题"),
    ),
    RAISING_KIND: (
        _flow("raised", "上报求助问题", "件", TOPIC, "上报问题求助"),
        _flow("answered", "答复求助问题", "件", TOPIC),
    ),
    STRUCTURE_KIND: (
        _flow("structures", "登记违章建筑", "处", "ENV", "登记违建"),
        _flow("removed", "拆除违章建筑", "处", "ENV", "拆除违章搭建", "拆除违建"),
        _flow("tanks", "拆除水池", "个", "ENV"),
        _flow("plots", "清理菜园养殖", "处", "ENV", "清理菜地", "清理养殖"),
        MeasureSpec(code_of("households"), "整治违建户", "户", Adds.DISTINCT, "ENV", ("违建户",)),
        _flow("talks", "违建思想工作", "次", "ENV"),
        _flow("meetings", "违建协调会", "次", "ENV"),
        _stock("stubborn", "钉子户", "户", "ENV"),
        _flow("rebuilt", "违建反弹", "处", "ENV"),
    ),
    FACILITY_KIND: (
        _stock("facilities", "登记设施", "处", "PRJ", "设施总数"),
        MeasureSpec(
            code_of("sound_rate"),
            "设施完好率",
            "%",
            Adds.RATE,
            "PRJ",
            ("完好率",),
            numerator=code_of("sound"),
            denominator=code_of("facilities"),
        ),
    ),
}
