"""Verbs by their place: the word at the head of a clause is its verb, whether the lists know it or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

import rjieba

from youju.reader.grammar import lexicon

_LIGHT = frozenset(lexicon.words(lexicon.LIGHT))
_STATE = frozenset(lexicon.words(lexicon.STATE))
_RESULT = frozenset(lexicon.words(lexicon.RESULT))
# Most verbs of two characters of this kind of work are made of these: 刊播, 编发, 架装.
_MADE = (
    r"(?!设备|装备|编制|补贴|打造|制造|收报|设施|配套|移植|种植户|补报|装修|置业)"
    r"[编印刊播登制分派赠张悬粘设布安架铺砌修维改扩兴搭拆清铲扫冲擦刷粉喷涂栽补移购配添增推收捣销置装贴运投录摄绘]"
    r"[发送放印制写播登载贴挂设装建修补换改造拆除理清洗刷运扫掏种植栽购置备添派报缴毁掉摆砌绘画]"
)
_HEAD = re.compile(f"{lexicon.one_of(lexicon.HEADS)}|{_MADE}")
_AFTER_NAME = re.compile(f"“[^”]*”(?:活动|行动)?(?P<act>{_HEAD.pattern})")
_LEADS = re.compile(rf"(?:{lexicon.one_of(lexicon.LEADS)}|\s|[一二三四五六七八九]是)*")
_FREELY = ("免费", "上门", "现场", "当场", "逐一", "统一", "义务")
_NO_HEAD = frozenset(lexicon.words(f"{lexicon.MODIFIERS} {lexicon.DEEDS}"))
_LISTED = frozenset(
    lexicon.words(" ".join((lexicon.STRONG, lexicon.NOMINAL, lexicon.LIGHT, lexicon.STATE)))
)
# A verb that is the first half of a name: 养护公司, 护理人员, 承包户.
_NAME = re.compile(
    r"(?:点(?!位)|[队员站者室科组车人户区费率量权地类型式性证书单卡表亭]|信(?![访息用])|金(?!额)|公司|单位|部门|人员|干部|民警|中心|项目|工程|小组|基地|设施|设备|器材|用品|机制|制度|活动(?!室)|面积|长度|人数|次数|人次|时长|总[数额量]|[额度]|(?:通知|决定|告知|意见|催告|建议)[书函])"
)
# Verbs of one character that this kind of work is done with.
_BRIEF = "写发派分出建修换拆种栽购买设办送评印贴挂配选演租聘开备添铲扣签定卖换创听辟补抽装做缺欠洗砌涂刷铺挖填编画摆搭扎钉请捐赠献存放剪清打订植讲唱拍绣织围筛抢帮运接划"
_SHORT = re.compile(
    r"(?:^|(?<=[共还又已并也后计新重均再日各另先仍尚]))"
    r"(?!发展|发生|发明|发电|建设|建筑|设施|设备|设计|装备|装修|办公|办事|出租|出口|出生|出行|出勤|修改|评价|种类|购物|配套|换届|拆迁|选民|演员|租金|送货|印章|贴心|出院|发热"
    r"|铺面|铺位|洗车|洗手|砌体|画报|画展|挖机|剪纸|绣花|填报|搭建|搭乘|请示|请假|编外|编制|织品|刷卡|围墙|围栏|架空|讲座|讲堂|讲师|唱歌|摆摊|派出|扎实|清洁|清真|清水|打击|抢劫|赠品|帮困|帮扶|存量|存款|献花|筛查)"
    rf"(?!分[别布配])[{_BRIEF}]"
    r"(?=[\u4e00-\u9fff]{2}|$)"
)
_DONE_SHORT = re.compile(
    r"[找跑搭砌铺买种请挖架栽捐借租腾凑划画写打扎支刷钉开办建送发换修捡拾收]了?(?=[了过]$|到的?$)"
)
_MOVED = re.compile(r"(?P<act>[\u4e00-\u9fff]{2})(?:到了?|给了?|至)$")
_TAIL = re.compile(
    r"(?:累计|共计|总计|共|先后|已|均|每[天日周月年晚]|(?P<mean>[日月年]均))(?P<act>[\u4e00-\u9fff]{2,3})$"
)
_LATELY = re.compile(r"(?:[年月内里中天日]|期间|以来)$")
_SUMMED = re.compile(r"(?:累计|共计|总计|共|先后)(?P<act>[\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff]{2})")
_GOOD_DEED = re.compile(r"[办做](?=[了成]?[好实]事)|上(?=[\u4e00-\u9fff]{1,4}课$)")
_BEFORE_COUNT = re.compile(r"(?<=[月周日年季天期次共已均每度])(?:开|办|搞|出|讲|放|送|看)$")
# After those it is done for: 为高龄老人送蛋糕.
_FOR = re.compile(
    r"(?<=[人户员众民生童属者家庭校村友工])[送发办捐赠建装修请写换寄做过补拨代](?=[去来给了上出起]?[\u4e00-\u9fff]{2})"
    r"(?![送发办捐赠建装修请写换寄做过补拨代](?:发放|建设|办理|装修|修建|修缮|捐赠|赠送))"
)
_NOT_DONE = frozenset("有是到成为得除过对出上下起来去完好")
_NUMERALS = frozenset("一二三四五六七八九十两百千万双")
_SHORTS = (_GOOD_DEED, _SHORT, _DONE_SHORT, _BEFORE_COUNT)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb run of a text, e.g. 清理整治; `open` if no list knows it."""

    start: int
    end: int
    text: str
    nominal: bool
    open: bool = False

    @property
    def light(self) -> bool:
        return self.text in _LIGHT

    @property
    def state(self) -> bool:
        return self.text in _STATE

    @property
    def result(self) -> bool:
        return self.text in _RESULT


def is_head(word: str) -> bool:
    """Return whether a list knows a word as an act at the head of a clause."""
    return _HEAD.fullmatch(word) is not None


def is_verb(word: str) -> bool:
    """Return whether a general dictionary has a word as a verb alone."""
    return rjieba.tag(word) == [(word, "v")]


def names_a_thing(text: str, end: int) -> bool:
    """Return whether an act that ends there is the first half of a name: 养护公司."""
    return _NAME.match(text, end) is not None


def _stands_alone(text: str) -> bool:
    """Return whether the first character is a word: 配四分类桶, not 清晖小学."""
    words = rjieba.cut(text, hmm=False)
    if len(words[0]) != 1:
        return False
    named = len(words) > 1 and len(words[1]) == 1 and words[1] not in _NUMERALS
    return not named or rjieba.cut(text)[0] == words[0]


def seated_verb(text: str) -> Verb | None:
    """Return a verb of one character after who did it or where: 巷口装声控路灯."""
    start = 0
    words = rjieba.tag(text, hmm=False)
    for place, (word, _kind) in enumerate(words[:-1]):
        if place and len(word) == 1 and word in _BRIEF and words[place + 1][1][0] in "nabjlmxz":
            alone = _stands_alone(text[start:]) and len(text) - start > 2
            return Verb(start, start + 1, word, False, True) if alone else None
        if words[place][1][0] not in "nsfrt" or len(text[:start] + word) > 8:
            return None
        start += len(word)
    return None


def short_verb(text: str) -> Verb | None:
    """Return a verb of one character at the head of a clause: 出黑板报, 写标语, 配一名."""
    match = next(filter(None, (pattern.search(text) for pattern in _SHORTS)), None)
    if match is None and re.match(r"(?:还|并|又|累计|共)?[为向给替帮]", text):
        match = _FOR.search(text)
    if match is None or (match.re is _SHORT and not _stands_alone(text[match.start() :])):
        return None
    return Verb(match.start(), match.end(), match[0], False, True)


def head_verb(text: str) -> Verb | None:
    """Return the verb that a clause begins with, after its adverbs and words of time."""
    lead = _LEADS.match(text)
    start = lead.end() if lead else 0
    known = _HEAD.match(text, start) or _AFTER_NAME.match(text)
    if known and not _NAME.match(text, known.end()):
        known_at = known.start("act") if "act" in known.re.groupindex else start
        return Verb(known_at, known.end(), text[known_at : known.end()], False, True)
    tagged = rjieba.tag(text[start : start + 16])
    if not tagged:
        return None
    word, kind = tagged[0]
    if lead and lead[0].endswith("统一") and kind[0] == "n" and len(tagged) == 1:
        return Verb(start - 2, start, "统一", False, True)  # 统一店招100幅
    freely = lead is not None and lead[0].endswith(_FREELY)
    said = kind == "vn" and len(tagged) > 1 and (freely or tagged[1][0] == "“")  # 创设“四点半课堂”
    if (
        (kind != "v" and not said)
        or len(word) < 2
        or word[0] == "在"
        or word in _NO_HEAD
        or word in _LISTED
    ):
        return None
    if (
        len(tagged) > 1
        and not said
        and tagged[1][1] not in ("vn", "vd")
        and (tagged[1][1][0] not in "nabjlxmrziutfs")
    ):
        return None
    if _NAME.match(text, start + len(word)):
        return None
    return Verb(start, start + len(word), word, False, True)


def moved_verb(text: str) -> Verb | None:
    """Return a verb before 到 or 给 at the end of a text: 将指标分解到, 队伍壮大到."""
    match = _MOVED.search(text)
    if not match or rjieba.tag(match["act"])[0] not in ((match["act"], "v"), (match["act"], "vn")):
        return None
    return Verb(match.start("act"), match.end("act"), match["act"], False, True)


def done_verb(text: str) -> Verb | None:
    """Return the verb before 了 at the end of a text, listed or not: 经审核确定了."""
    if not text.endswith("了"):
        return None
    word, kind = rjieba.tag(text[-10:-1])[-1] if len(text) > 1 else ("", "")
    if len(word) == 1 and kind == "v" and word not in _NOT_DONE:
        return Verb(len(text) - 2, len(text) - 1, word, False, True)  # 每个楼层定了
    if len(word) != 2 or kind not in ("v", "vn") or word in _NO_HEAD:
        return None
    return Verb(len(text) - 3, len(text) - 1, word, False, True)


def did_verb(text: str) -> Verb | None:
    """Return a verb of one character before 了 and its object: 导诊台备了轮椅, 科室签了责任状."""
    start, found = 0, None
    words = rjieba.tag(text, hmm=False)
    for place, (word, kind) in enumerate(words[:-1]):
        done = words[place + 1][0] == "了" and re.match(r"[\u4e00-\u9fff“]{2}", text[start + 2 :])
        if len(word) == 1 and kind[0] == "v" and word not in _NOT_DONE and done:
            found = Verb(start, start + 1, word, False, True)
        start += len(word)
    return found


def summed_verb(text: str) -> Verb | None:
    """Return a verb after 共 or 累计 that no list knows, before its object: 共抽取辖区."""
    match = _SUMMED.search(text)
    if match is None or match["act"] in _NO_HEAD or not is_verb(match["act"]):
        return None
    if rjieba.cut(text[match.start("act") :])[0] != match["act"]:
        return None  # 共出黑板报8期
    return Verb(match.start("act"), match.end("act"), match["act"], False, True)


def tail_verb(text: str) -> Verb | None:
    """Return a verb between 共, 累计 … and its count: 在主流媒体共计发稿50篇."""
    match = _TAIL.search(text)
    if not match:
        return last_verb(text) if _LATELY.search(text[:-2]) else None
    tagged = rjieba.tag(match["act"])
    if (
        len(tagged) != 1
        or tagged[0][1] not in ("v", "vn")
        or (match["act"] in _NO_HEAD and not match["mean"])
    ):
        return None
    return Verb(match.start("act"), match.end("act"), match["act"], False, True)


def last_verb(text: str) -> Verb | None:
    """Return the verb of two characters that a text ends with."""
    word, kind = rjieba.tag(text)[-1]
    plain = kind == "v" and len(word) == 2 and word not in _NO_HEAD
    return Verb(len(text) - 2, len(text), word, False, True) if plain else None


def may_hide_a_verb(left: str) -> bool:
    """Return whether the words before a count are enough to guess a verb from."""
    return len(left) > 3 and not re.search(r"等$|^[在对为向]", left)


def guessed_verb(text: str) -> Verb | None:
    """Return a verb the lists do not know, by the word classes of a general dictionary."""
    start = 0
    tagged = rjieba.tag(text)
    for place, (word, kind) in enumerate(tagged):
        if kind == "v" and len(word) > 1 and word not in _LISTED and word not in _NO_HEAD:
            rest = tagged[place + 1 :]
            if (
                rest
                and all(tag[0] in "nvajlmbxuzr" for _, tag in rest)
                and any(tag[0] == "n" for _, tag in rest)
            ):
                return Verb(start, start + len(word), word, False, True)
            return None
        start += len(word)
    return None
