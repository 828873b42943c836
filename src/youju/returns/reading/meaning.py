"""What the labels of a blank cell mean: time, unit, whose, and the words of the thing counted. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from youju.kernel.labels import bare_head, plain_label
from youju.kernel.units import FACTORS, canonical_unit
from youju.returns.reading import spans
from youju.returns.reading.blanks import BY_HAND, DAY_WORDS, OWN, PERIOD_WORDS, PLACE_NAME, Blank

OWN_UNIT, OWN_PERIOD, TODAY = "@unit", "@period", "@day"
FOREIGN = 0  # another's row: no unit of the one that fills in
SPECIAL = (OWN_UNIT, OWN_PERIOD, TODAY)
# Labels that say only that a figure stands here.
_EMPTY = re.compile(
    r"(序号|项目|指标|指标名称|统计项目?|工作内容|工作项目|类别|内容|栏目|分类|数量|数值|数据|数|完成情况|完成数量?|实绩|实际完成|完成|情况|统计数|"
    r"计量单位|单位|单位名称|社区|社区名称|街道|填报单位|各单位|地区|甲|乙|丙|丁|代码|合计|总计|小计|总数|共计|其中|全部|结果|填报数|年度数?|本单位)?"
)
TOTAL = re.compile(r"(合计|总计|小计|共计|总数)")
SUFFIXES = {
    "场次": "场", "人数": "人", "户数": "户", "次数": "次", "件数": "件", "个数": "个", "份数": "份",
    "期数": "期", "处数": "处", "家数": "家", "起数": "起", "张数": "张", "条数": "条", "支数": "支",
    "人次": "人次", "人次数": "人次", "户次": "户次", "时长": "小时", "小时数": "小时", "金额": "元", "面积": "平方米",
    "盏数": "盏", "辆数": "辆", "车数": "车", "名数": "名", "块数": "块", "项数": "项", "本数": "本", "率": "%", "资金": "元", "经费": "元",
}  # fmt: skip
# Whom, where or which occasion a form may be about alone: the figures of all are not theirs.
_WHOM = (
    r"低保|特困|五保|低收入|贫困|困难(?:群众|户|家庭|党员|职工|学生)|残疾|孤寡|空巢|独居|失能|高龄|老年|老人|老党员|老干部|退休|退役|军属|军人|优抚|"
    r"留守|流浪|流动儿童|儿童|未成年|青少年|少年|学生|妇女|单亲|党员|团员|少先队|干部|职工|农民工|流动人口|外来人口|刑满|"
    r"农村|乡村|城镇|城市居民|学校|校园|医院|机关|企业|网吧|家庭医生|"
    r"楼道|背街|小巷|河道|公路|沿线|工地|集贸|农贸|城中村|结合部|老旧小区|"
    r"元旦|春节|两节|清明|端午|中秋|重阳|国庆|节日|暑假|暑期|寒假|学雷锋|专项|攻坚"
)
_DEED = re.compile(
    r"取缔|查处|走访|慰问|救助|帮扶|关爱|服务|活动|培训|补贴|发放|探访|帮办|办理|资助|签约|推荐|推报|评选|劝|救济|讲座|整治|检查"
)
_REGISTER = re.compile(
    r"底数|基本情况|基本信息|基础信息|基础数据|人口信息|在册|名册|现有|概况|底册|摸底|构成|分布"
)
_PART = re.compile(r"\s*(?:其\s*中|其它?中包括|含)[:：]?")
_CHANGE = re.compile(r"(同比|环比|增减|增长|增幅|比上年|较上年)")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a blank asks for, as far as the form's words tell.

    Attributes:
        rows, columns: Words of the thing counted, the outermost first.
        unit: The unit the form names for the figure, "" where none; `soft`: only guessed from a word.
        rule: The rule of its period.
        org: Id of the unit below that the row or column names, FOREIGN where it is none of those,
            or None for the form's own.
        special: @unit, @period or @day where no figure is wanted.
        by_hand: Words, names or signatures: for a hand.
        change: A rise or fall, which the form's own formulas tell.
        whom: Whom it is about alone, as the title or heading says: 留守.
        section: The heading between the lines that it stands under.
        part: A part of the line above it: 其中.
    """

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    unit: str = ""
    soft: bool = False
    rule: str = spans.FORM
    org: int | None = None
    special: str = ""
    by_hand: bool = False
    change: bool = False
    whom: str = ""
    section: str = ""
    part: bool = False

    @property
    def words(self) -> str:
        """Return what a mapping is learned by: the words of the thing and its unit, heading, whom for."""
        told = [plain_label(one) for one in (*self.rows, *self.columns)]
        kind = "".join(filter(None, (self.section, self.whom)))
        return "/".join([*told, self.unit]) + (f"（{kind}）" if kind else "")


def is_group(name: str) -> bool:
    """Return whether a name is but that of people: 60岁以上老人, 登记低保户. 取缔黑网吧 is a deed."""
    return bool(re.search(rf"(?:{_WHOM})[人员户者]?$", name)) and not _DEED.match(name)


def is_deed(name: str) -> bool:
    """Return whether words begin with what was done: 走访困难家庭."""
    return bool(_DEED.match(name))


def of_register(context: str) -> bool:
    """Return whether a form is about how many there are, and not about what was done for them."""
    return bool(_REGISTER.search(context)) and not _DEED.search(context)


def named(text: str) -> str:
    """Return whom, where or which occasion a text is about alone, or "": 留守儿童 → 留守."""
    found = re.search(_WHOM, text)
    return found[0] if found else ""


class Reader:
    """Reads labels with the names of the units below and the units that figures come in."""

    def __init__(
        self, orgs: Mapping[str, int], units: Sequence[str], names: frozenset[str]
    ) -> None:
        self.orgs = orgs
        self.units = {canonical_unit(one) for one in units}
        self.names = names

    def meaning(self, blank: Blank, note: str, title: str = "") -> Meaning:
        """Return what a blank asks for.

        Args:
            note: The unit said for the whole form.
            title: What stands above the table.
        """
        special = self._special(blank)
        if special:
            return Meaning(special=special)
        told = _Told(self)
        rows = tuple(text for one in blank.left if (text := told.take(one)))
        columns = tuple(text for one in blank.above if (text := told.take(one)))
        unit, soft = told.unit, told.soft
        if blank.tail:
            unit, soft = canonical_unit(blank.tail), False
        elif not unit and self.is_unit(note):  # 个（名、户） is none
            unit, soft = canonical_unit(note), False
        words = (*blank.left, *blank.above)
        section = plain_label(blank.section)
        return Meaning(
            rows, columns, unit, soft, told.rule or spans.FORM, told.org,
            by_hand=self._by_hand(rows, columns) or any(_is_hand(one) for one in words[-1:] + blank.left[-1:]),
            change=any(_CHANGE.search(one) for one in words),
            whom=named(title + section), section=section, part=any(_PART.match(one) for one in words),
        )  # fmt: skip

    def _special(self, blank: Blank) -> str:
        near = blank.left[-1] if blank.left else (blank.above[-1] if blank.above else "")
        plain = "".join(near.split())
        if blank.left and not blank.above and PLACE_NAME.fullmatch(plain):
            return OWN_UNIT
        for words, special in ((OWN, OWN_UNIT), (PERIOD_WORDS, OWN_PERIOD), (DAY_WORDS, TODAY)):
            if words.fullmatch(plain) and not (
                special == OWN_UNIT and len(blank.left) + len(blank.above) > 1 and blank.above
            ):
                return special
        return ""

    def _by_hand(self, rows: Sequence[str], columns: Sequence[str]) -> bool:
        return not rows and not columns

    def is_unit(self, text: str) -> bool:
        return canonical_unit(text) in self.units or text in FACTORS


def _is_hand(text: str) -> bool:
    plain = plain_label(text)
    match = BY_HAND.search(plain)
    return (
        match is not None
        and len(plain) <= len(match[0]) + 4
        and (plain.endswith(match[0]) or not re.search(r"数$|次$|人$", plain))
    )


class _Told:
    """Gathers time, unit and whose from the labels of one blank, and gives back the rest."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.unit, self.soft, self.rule = "", False, ""
        self.org: int | None = None

    def take(self, label: str) -> str:
        """Return the label's words of the thing counted, or "" where it says only when, whose, in what."""
        name, unit = bare_head(label)
        if unit and spans.rule_of(unit):
            self.rule = spans.rule_of(unit)
            unit = ""
        if unit and (self.reader.is_unit(unit) or len(unit) <= 3):
            self.unit, self.soft = canonical_unit(unit), False
        plain = plain_label(name)
        if plain in self.reader.names:
            self._hint(plain)
            return name
        if self._apart(name, plain):
            return ""
        for rest, rule in spans.split(plain):
            if len(rest) >= 2 and not _EMPTY.fullmatch(rest):
                self.rule = self.rule or rule
                self._hint(rest)
                return rest
            if _EMPTY.fullmatch(rest) or rest in SUFFIXES:
                self.rule = self.rule or rule
                return self.take(rest)
        self._hint(plain)
        return name

    def _apart(self, name: str, plain: str) -> bool:
        """Take a label that is nothing but time, unit, whose, or a word that says nothing."""
        if rule := spans.rule_of(name):
            self.rule = spans.within(self.rule, rule)
            return True
        if plain in self.reader.orgs:
            self.org = self.reader.orgs[plain]
            return True
        if plain in SUFFIXES or self.reader.is_unit(plain):
            if not self.unit or self.soft:
                self.unit, self.soft = (
                    canonical_unit(SUFFIXES.get(plain, plain)),
                    plain in ("面积", "金额", "资金", "经费"),
                )
            return True
        return bool(_EMPTY.fullmatch(plain))

    def _hint(self, plain: str) -> None:
        """Guess the unit from the end of a label: …人次, …户数."""
        if self.unit:
            return
        for suffix in sorted(SUFFIXES, key=len, reverse=True):
            if plain.endswith(suffix):
                self.unit, self.soft = SUFFIXES[suffix], True
                return
