"""Finding the counts of a sentence: which numerals are quantities, and of what unit.

Works on the folded view of a text (half-width marks), whose characters stand at the same places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from youju.kernel.numerals import read_numeral
from youju.reader.grammar import lexicon

_WIDE = {0x3000: " ", 0x2018: "'", 0x2019: "'", 0x301D: "“", 0x301E: "”"}
FOLD = {**{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, **_WIDE}

_STRAIGHT = re.compile(r'"([^"]{1,40})"')


def folded(text: str) -> str:
    """Return a text with half-width marks and paired quotes, each character in its place."""
    return _STRAIGHT.sub(r"“\1”", text.translate(FOLD))


_C = "零〇一二两三四五六七八九十百千万亿廿卅"
_A = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_TO = r"(?:-|~|—|–|至|到)"
_TAIL = r"(?:[余多几]?[十百千]?\s?(?:万亿|[万亿])|[余多几]?[百千](?![瓦米克伏]))?"
_UNIT = lexicon.one_of(lexicon.UNITS)
NUMERAL = re.compile(
    rf"(?P<percent>百分之[{_C}点\d.]+(?:{_TO}百分之[{_C}点\d.]+)?"
    rf"|(?:\d+(?:\.\d+)?%?{_TO})?\d+(?:\.\d+)?[余多]?[%‰])"
    rf"|(?P<fraction>[{_C}\d]+分之[{_C}\d]+)"
    r"|(?P<masked>\d{0,3}(?:[xX×]{2,}|\*{2,}|_{2,}|[xX×](?=\d))\d*)"
    rf"|(?P<arabic>(?:{_A})(?:{_TAIL}{_TO}(?:{_A}))?{_TAIL})"
    rf"|(?P<chinese>(?:[{_C}]+(?:{_TO})[{_C}]+|[数几上]?[{_C}]+)(?:[余多几](?=[百千万亿])[百千万亿]+)?)"
    rf"|(?P<half>半)(?=个?[数])"
)
_BEFORE = re.compile(
    rf"(?:(?<![签节预合条公邀违特契])(?:{lexicon.one_of(lexicon.BEFORE)})|(?<![以之早晚马关网赶放送带爱穿跟])上)\s*$"
)
# Asked first: most numerals have no qualifier before them.
_BEFORE_ENDS = frozenset(word[-1] for word in lexicon.words(lexicon.BEFORE)) | {"上", " "}
_MID = re.compile(r"\s*(余|多(?=[^数])|几|来(?=[个名人户]))?\s*")
_AROUND = re.compile(r"(?:以内)?(?:范围|半径|开外|远处)|(?<=[米里])(?:以外)?处(?=[,;。、]|$)")
_NEARBY = re.compile(r"(?:周边|周围|附近|方圆|半径)[^,;。\d]{0,3}$")
_APART = re.compile(r"(至少|最少|最多|至多)[^,;。\d]{1,8}$")
_AFTER = re.compile(rf"\s*({lexicon.one_of(lexicon.AFTER)})")
_SPLIT_UNIT = re.compile(r"(平方|立方)([余多])(公里|米)")
_UNIT_AT = re.compile(rf"(?:{_UNIT})(?:[(/](?:{_UNIT})\)?)?|‰|%")
_LATE = re.compile(r"(余|多)(?![个种样处次数名位人元年])")
_PER = re.compile(r"(?:/|每)(人|户|月|年|天|日|次|亩|平方米|季度|周|学期|吨|个|台|生|学年)")
_VAGUE = re.compile(
    r"(?<![\d十百千万亿余更最很众许诸大太差不])(?<![一二两三四五六七八九])(?P<word>多|数|若干|几)"
    r"(?P<unit>人次|批次|场次|家次|次|场|名|个|家|处|批|户|件|期|位|起|项|趟|轮|遍|支|所|座|台|辆|条|份)(?!来|方|样|年|月|天|小时|度|形)"
)
_DURATION = re.compile(
    r"(?:个)?(?:多|余)?(?:年|月|月份|周|周年|星期|季度|学期|小时|工作日|工作时|日|天|号|时|点(?!位)|分钟|秒|世纪|年代|岁|周岁|昼夜|晚上|夜|钟头|早上|"
    r"半月|寒暑)|(?:五年规划|年级|班[级]?|月底|月初|度电价|届|级|环|线|路(?!灯|段|口|公交站|障)|楼|室|单元|栋(?=\d)|条规定|条意见)"
)
_ORDINAL = re.compile(
    r"(?:第|前|(?<![先然之以午])后|其|No\.?|NO\.?|编号|邮编|QQ|网址|〔|\[|《[^》]*|[A-Za-z]-?|\d[-/.:]|初|农历|星期|礼拜|"
    r"(?<!每)周|公元|民国|国道|省道|县道|文号)\s*$"
)
_RANKED = re.compile(
    r"(?:排名|位列|位居|名列|排在|列(?=全|第|同))(?:全[国省市区县]|[^,;。]{0,6})第?\s*$"
)
_QUOTED = re.compile(
    r"“[^“”]{1,14}”|‘[^’]{1,14}’|《[^》]{1,60}》|“[^“”\d]{1,30}”|「[^」]{1,14}」|〔[^〕]{1,8}〕"
)
_DATE = re.compile(
    r"(?:\d{2,4}|[〇零一二三四五六七八九]{4}|[xX×_*]{2,4}|\d{2}[xX×_*]{2})\s*年(?:度)?(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*(?:日|号)|(?<![\d,])(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?(?![\d%万亿余多元平公吨个])|\d{1,2}[:]\d{2}"
    r"|[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}[日号])?|\d{1,2}\s*(?:-|—|~|至|到)\s*\d{1,2}\s*(?:月|日|年|岁|周岁|点|时|楼|号|年级)"
    r"|\d{4}\s*(?:-|—|~|至)\s*\d{4}\s*(?:年|学年)?|\d{1,2}\.\d{1,2}(?=[^\d%万亿个名人元平米公吨户次份件分亩]{1,4}(?:节|日|讲话|精神|行动|事故|案|条例))"
)
ONE_UNITS = re.compile(
    r"(?:个|名|位|场|场次|次|支|间|座|套|条|台|处|所|家|户|辆|份|本|块|部|篇|件|幅|栋|幢|艘|张|起|例|宗|面|期|项|轮|遍|人|对|盏|只|组|段|类|周|天|节|堂|番)"
)


@dataclass(slots=True)
class Count:
    """A numeral that counts something. Positions are in the text it was found in.

    `start`–`end` is the number as written (10余万), `last` the end of its unit and qualifiers.
    """

    start: int
    end: int
    first: int
    last: int
    value: Decimal | None
    upper: Decimal | None = None
    qualifiers: tuple[str, ...] = ()
    unit: str | None = None
    kind: str = "arabic"
    per: str = ""
    zero: bool = False
    doubts: tuple[str, ...] = ()


def _unit_after(text: str, place: int) -> tuple[str | None, int, str | None]:
    """Return (unit, its end, a qualifier standing inside or after it)."""
    split = _SPLIT_UNIT.match(text, place)
    if split:
        return split[1] + split[3], split.end(), split[2]
    match = _UNIT_AT.match(text, place)
    if not match:
        return None, place, None
    unit, end = match[0], match.end()
    if lexicon.UNIT_GOES_ON.match(text, end - 1):
        shorter = _UNIT_AT.match(text, place, end - 1)
        return (shorter[0], shorter.end(), None) if shorter else (None, place, None)
    if "(" in unit and not unit.endswith(")"):
        unit = unit.split("(")[0]
        end = place + len(unit)
    late = _LATE.match(text, end)
    if late:
        return unit, late.end(), late[1]
    return unit, end, None


_PLACE = re.compile(lexicon.one_of(lexicon.PLACE_UNITS))
_ABSTRACT = lexicon.words(lexicon.ABSTRACT)
_ABSTRACT_ENDS = tuple(word for word in _ABSTRACT if len(word) > 1)
_ABSTRACT_STARTS = (*_ABSTRACT, "新", "好", "更")
_LISTED_NOUN = re.compile(
    rf".{{0,4}}(?:工作(?![组队站室会点日法人])|{lexicon.one_of(lexicon.ANNOUNCED)})"
)
_TIMES = lexicon.words(lexicon.TIME_UNITS)
_SPECIAL = tuple(
    (lexicon.words(units), cue)
    for units, cue in (
        (lexicon.HOUR_UNITS, lexicon.HOUR_CUE),
        (lexicon.SCORE_UNITS, lexicon.SCORE_CUE),
        (lexicon.POWER_UNITS, lexicon.POWER_CUE),
    )
)
_DIGIT = re.compile(rf"[\d{_C}半多数几xX×*_]|若干")


# Asked first: set phrases hold a numeral in words, or are of a web page (精选5篇).
_SAID = re.compile(f"[{_C}篇]")


def _blocked_spans(text: str) -> list[tuple[int, int]]:
    """Return where numerals are no counts: dates, quoted names, set phrases."""
    quotes = [match.start() for match in re.finditer("'", text)]
    straight = [(a, b) for a, b in zip(quotes[::2], quotes[1::2], strict=False) if b - a < 30]
    patterns = (_DATE, _QUOTED, lexicon.NOT_COUNTS) if _SAID.search(text) else (_DATE, _QUOTED)
    return straight + [match.span() for pattern in patterns for match in pattern.finditer(text)]


def _special_unit(text: str, place: int, before: str) -> tuple[str, int] | None:
    """Return hours of service and scores, which are units only in their context."""
    if text.startswith("届", place) and re.search(r"连续[^,;。]{0,4}$", before):
        return "届", place + 1
    if text.startswith("番", place) and re.search(r"翻了?$", before):
        return "番", place + 1
    on_call = lexicon.ON_CALL.match(text, place)
    if on_call:
        return "小时", on_call.end()
    for unit in _TIMES:
        if text.startswith(unit, place) and lexicon.TIME_CUE.search(before):
            end = place + len(unit)
            return (unit, end) if lexicon.TIME_AFTER.match(text, end) else None
    for units, cue in _SPECIAL:
        for unit in units:
            if (
                text.startswith(unit, place)
                and cue.search(before)
                and (unit != "分" or text[place + 1 : place + 2] != "钟")
            ):
                return unit, place + len(unit)
    return None


def _no_count(text: str, match: re.Match[str], after: int, first: int) -> bool:
    """Whether the words around a numeral show that it does not count."""
    before = text[max(0, first - 16) : first]
    if before.rstrip().endswith(("电话", "热线")) and not re.match(r"[部条个次件起]", text[after:]):
        return True
    if _ORDINAL.search(before) or _RANKED.search(before):
        return True
    if re.match(r"\s*(?:、|\.(?!\d)|\)|:|\]|】|是(?!级))", text[match.end() :]) and (
        not before.strip() or before.rstrip()[-1] in ",;。:(!?、”> \n“"
    ):
        return True  # 1、 (1) 一是
    return bool(
        re.match(r"[A-Za-z]", text[after : after + 1])
        and not re.match(r"(?:[mM]|GB|MB|k[mg])", text[after:])
    )


def _number_count(text: str, match: re.Match[str]) -> Count | None:
    """Return the count a numeral makes, or None."""
    kind = str(match.lastgroup)
    start, end = match.span()
    qualifiers: list[str] = []
    first = start
    while text[first - 1 : first] in _BEFORE_ENDS:
        found = _BEFORE.search(text[max(0, first - 8) : first])
        if found is None:
            break
        word = found[0].strip()
        qualifiers.insert(0, lexicon.QUALIFIER_NAMES.get(word, word))
        first -= len(found[0])
    middle = _MID.match(text, end)
    after = middle.end() if middle else end
    if middle and middle[1] and kind not in ("percent", "fraction"):
        qualifiers.append("多" if middle[1] == "来" else middle[1])
    if _no_count(text, match, after, first):
        return None
    if not qualifiers and (apart := _APART.search(text[max(0, first - 12) : first])):
        qualifiers.append(apart[1])
    count = Count(start, end, first, after, None, kind=kind)
    if kind == "masked":
        count.doubts = ("数字被遮盖，按未知处理",)
    else:
        try:
            numeral = read_numeral(match[0].replace("‰", "%").replace(" ", ""))
        except ValueError:
            return None
        count.value, count.upper = numeral.value, numeral.upper
        if numeral.qualifier:
            qualifiers.append(numeral.qualifier)
            if numeral.qualifier in "数上几" and match[0].startswith(numeral.qualifier):
                count.start += 1
    return _with_unit(text, count, qualifiers)


def _with_unit(text: str, count: Count, qualifiers: list[str]) -> Count | None:
    place = count.last
    if count.kind == "percent":
        count.unit = "‰" if text[count.end - 1] == "‰" else "%"
        count.last = count.end
        if text[count.end - 1] in "%‰":
            count.end -= 1
            if text[count.end - 1] in "余多":
                qualifiers.append(text[count.end - 1])
    elif count.kind == "fraction":
        count.last = count.end
    else:
        special = _special_unit(text, place, text[max(0, count.first - 24) : count.first])
        if special:
            count.unit, count.last = special
        else:
            if _DURATION.match(text, place) and not re.match(r"年[轻老]", text[place:]):
                return None
            unit, count.last, late = _unit_after(text, place)
            near = unit in ("米", "公里", "里") and _NEARBY.search(text[: count.first])
            if unit == "%" or near or _AROUND.match(text, count.last):
                return None
            count.unit = unit
            if late:
                qualifiers.append(late)
            if unit is None and not _bare(text, count, qualifiers):
                return None
    tail = _AFTER.match(text, count.last)
    if tail:
        qualifiers.append(lexicon.QUALIFIER_NAMES.get(tail[1], tail[1]))
        count.last = tail.end()
    per = _PER.match(text, count.last)
    if per:
        count.per, count.last = "每" + per[1], per.end()
    count.qualifiers = tuple(dict.fromkeys(qualifiers))
    return count


_BARE_BEFORE = re.compile(
    r"(?:人口|户数|总数|人数|次数|数量|浏览量|点击量|阅读量|门诊量|总量|案件|事故|为|达|达到|至)(?:达到|达|为|约|共|有|是|突破|近|超|:)*\s*$"
)


def _bare(text: str, count: Count, qualifiers: list[str]) -> bool:
    """Whether a numeral without a measure word counts: 上千的文具, 十大文化市场, 两镇, 为零."""
    before, rest = text[max(0, count.first - 10) : count.first], text[count.last :]
    if count.kind == "masked":
        return False
    if count.kind == "chinese":
        if re.match(
            r"大(?!量|型|力|家|多|会|队|小|学|批|的|幅|约|概|致|面|厅)", rest
        ) and re.search(r"(?:现有|共有|拥有|建有|建成|设有|打造|有)(?:了|出)?$", before):
            count.last += 1
            return True
        if count.value == 0:
            return bool(re.search(r"(?:为|是|归|达到|实现|保持)$", before))
        if qualifiers and count.value is not None and count.value >= 10:
            return bool(re.match(r"的?[\u4e00-\u9fff]", rest)) and not re.match(
                r"(?:年|天|里|分|百|千)", rest
            )
        place = _PLACE.match(rest)
        if (
            place
            and text[count.start : count.end] not in ("一", "二")
            and re.search(r"(?:、[\u4e00-\u9fff]{2,6}|全[省市区县镇])$", before)
        ):
            count.unit, count.last = place[0], count.last + place.end()
            return True
        return False
    if count.value == 0:
        return bool(re.search(r"(?:为|是|归)$", before))
    if qualifiers and re.match(r"[\u4e00-\u9fff]", rest):
        return not re.match(r"(?:年|天|岁|里|分)", rest)
    return bool(_BARE_BEFORE.search(before)) and bool(re.match(r"[,;。、)]|$", rest))


_PREDICATE = re.compile(
    r"(?:(?<!就)(?<!还)(?<!都)是|成为|作为|当作|成|属于|构成|形成|像|好比|如同|这|那|某|另|另外|每|任何|哪|同|提供了?|营造了?|创造了?|带来了?|掀起了?|呈现出?|"
    r"走出了?|探索出了?|迈上了?|上了?|闯出了?|留下了?|树立了?|又|系|即|(?<![订制看叫])做|(?<![应相适充])当|争做|争当|凝成|拧成|关系到|影响|关乎|对于|打了|打好|下好|吃了)(?:了|出)?$"
)
_ONE_AFTER = re.compile(r"(?:的|新的?|好的?|大)?")


def _one_counts(text: str, count: Count) -> bool:
    """Whether 一 with its measure word counts things, and is no predicate or figure of speech."""
    before = text[max(0, count.first - 8) : count.first]
    if count.unit is None or not ONE_UNITS.fullmatch(count.unit):
        return False
    if _PREDICATE.search(before):
        return False
    rest = re.split(r"[,;。:!?\n]", text[count.last :], maxsplit=1)[0]
    noun = re.sub(r"[“”\"'‘’]", "", rest)
    head = re.split(r"[、)(]", noun)[0]
    if count.unit in ("起", "例", "宗") and not re.search(r"(?:无|未|没有|不)[^,;。]*$", before):
        return bool(re.search(r"(?:发生|查处|破获|立案|调解|处理|受理)[^,;。]{0,6}$", before))
    if count.unit in ("条", "项", "类", "份", "段", "面", "个", "件", "组") and (
        head.endswith(_ABSTRACT) or head.startswith(_ABSTRACT_STARTS)
    ):
        return False
    return not (head.endswith(_ABSTRACT_ENDS) or noun.endswith("环境"))


def _announces(text: str, count: Count) -> bool:
    """Whether a small count only announces a list: 四项工作, 三个方面, 以下几点."""
    if count.unit == "个" and re.match(r"(?:大)?(?:方面|层面|环节)", text[count.last :]):
        return True
    if count.unit == "次" and re.match(
        r"(?:位列|排名|名列|位居|排在)[^,;。]{0,4}[第前]", text[count.last :]
    ):
        return True  # 4次排名第一
    if count.unit == "件" and re.match(r"[大实好要]?事[:]", text[count.last :]):
        return True
    if re.match(r"[^,;。\d]{0,8}之一(?!的)", text[count.last :]):
        return True  # 20件实事之一
    if (
        count.value is None
        or count.value > 12
        or count.unit not in ("个", "项", "大", "条", "种", "类", "件", "道", "点", None)
    ):
        return False
    rest = text[count.last :]
    if re.match(r"(?:方面|层面|环节|阶段|步骤|字|确保|转变|到位|结合|不)", rest):
        return True
    before = text[max(0, count.first - 6) : count.first]
    if re.search(r"(?:以下|下列|如下|上述|以上|该|面临|存在|[在以将把从按]这)$", before):
        return count.unit != "户"
    head = re.match(r"[\u4e00-\u9fff]{1,8}", rest)
    noun = head and _LISTED_NOUN.match(head[0])
    if (
        noun
        and count.value <= 10
        and (count.kind == "chinese" or re.match(r"[^,;。]{0,10}[:：]", rest))
    ):
        return True
    return bool(re.match(r"[^,;。]{0,12}[:]\s*(?:一是|1[、.]|\(1\)|一、)", rest))


_ZERO = re.compile(r"(?:无|未发生|未出现|没有发生|没有出现|未发现|没有|未有|零)(?:过|任何)?$")


def find_counts(text: str) -> list[Count]:
    """Return the counts of a folded sentence in order."""
    if not _DIGIT.search(text):
        return []
    blocked = _blocked_spans(text)
    found: list[Count] = []
    for match in NUMERAL.finditer(text):
        start, end = match.span()
        if any(low < end and start < high for low, high in blocked):
            continue
        count = _number_count(text, match)
        if count is None or (found and count.first < found[-1].last):
            continue
        if _kept(text, count):
            found.append(count)
    for match in _VAGUE.finditer(text):
        if any(low < match.end() and match.start() < high for low, high in blocked):
            continue
        if any(c.first < match.end() and match.start() < c.last for c in found):
            continue
        count = _vague(text, match)
        if count:
            found.append(count)
    return sorted(found, key=lambda count: count.start)


def _kept(text: str, count: Count) -> bool:
    if count.value == 1 and count.kind in ("chinese", "arabic") and count.unit is not None:
        before = text[max(0, count.first - 6) : count.first]
        zero = _ZERO.search(before)
        if zero and count.unit in (
            "起",
            "例",
            "件",
            "宗",
            "人",
            "次",
            "户",
            "个",
            "名",
            "处",
            "人次",
            "家",
            "所",
        ):
            count.zero, count.value = True, Decimal(0)
            return True
    if count.kind == "chinese" and count.value == 1 and not count.qualifiers:
        return _one_counts(text, count)
    if count.kind == "masked":
        return count.unit is not None
    return not _announces(text, count)


_VAGUE_NOUN = re.compile(
    r"(?:层次|方面|角度|形式|渠道|途径|措施|方式|手段|载体|举措|层面|领域|维度|环节|部门联|工作)"
)


def _vague(text: str, match: re.Match[str]) -> Count | None:
    """Return 多次, 数场, 若干名 as a count without value."""
    word, unit = match["word"], match["unit"]
    rest = text[match.end() :]
    if _VAGUE_NOUN.match(rest) or (unit in ("个", "项") and _VAGUE_NOUN.search(rest[:6])):
        return None
    if word == "几" and (
        unit in ("个", "项", "点")
        or re.search(r"(?:这|以下|那|如下|第|近|哪)$", text[: match.start()])
    ):
        return None
    if (
        re.search(r"(?:这|为|至|最|许|很|更|增|过|偏|不|且|大)$", text[: match.start()])
        and word != "数"
    ):
        return None
    if word == "数" and re.search(
        r"[\u4e00-\u9fff](?:人|户|总|次|件|个|字|基|系|岁|计|张|份|指|点|参|少|多|倍)$",
        text[: match.start()],
    ):
        return None
    return Count(
        match.start("word"),
        match.end("word"),
        match.start("word"),
        match.end(),
        None,
        None,
        (word,),
        unit,
        "vague",
    )
