"""Finding the act in a stretch of text: which of its verbs is the verb, and which is part of a name."""

from __future__ import annotations

import re

from youju.reader.grammar import lexicon
from youju.reader.grammar.acting import act_after_actor
from youju.reader.grammar.heads import (
    Verb,
    did_verb,
    done_verb,
    head_verb,
    is_head,
    is_verb,
    last_verb,
    moved_verb,
    names_a_thing,
    seated_verb,
    short_verb,
    summed_verb,
    tail_verb,
)

_DEEDS = frozenset(lexicon.words(lexicon.DEEDS))
_NOUNS = frozenset(["投资", "投入", "支出", "捐款", "贷款", "补助", "补贴", "罚款", "收入"])
_PEOPLE = frozenset(
    ("组织", "动员", "发动", "带领", "率领", "邀请", "安排", "号召", "引导", "协助", "帮助")
)
PIVOTS = frozenset(lexicon.words(lexicon.PIVOT))
_NOMINAL = frozenset(lexicon.words(lexicon.NOMINAL))
_ALL = " ".join(
    (lexicon.STRONG, lexicon.NOMINAL, lexicon.LIGHT, lexicon.STATE, lexicon.RESULT, "要求")
)
ACTS = frozenset(lexicon.words(f"{lexicon.STRONG} {lexicon.NOMINAL}"))
_VERB = re.compile(lexicon.one_of(_ALL))
# What follows a verb that is only the first half of a name: 服务站, 检查人员, 志愿者.
_NAME_TAIL = re.compile(
    r"(?:工作)?(?:者|行政|局|处(?!理|置)|科|办|站|室|点(?!燃|亮|位)|队|班|团|岗|亭|栏|牌|单(?!位)|页|品(?!种)|册|窗|橱窗|手册|车|员|率|量|度|数(?![字据码])|区域|图(?!书)|表(?!演)|金(?![额牌])|信(?![访息用])|亭|座[位席]|业户|户主|业主|席(?!卷)|卡|证|书(?![香法画籍屋房报])|机(?!构|关)|场(?!所|景)|器|箱|台|线|"
    r"基地|厅|房(?!屋)|楼(?![道栋顶梯内院宇群])|院(?!落)|所|馆|广场|中心|组(?!织)|小组|平台|系统|标准|条例|精神|能力|水平|质量|意识|标语|横幅|展板|画|片|屏|专栏|阵地|位|性|节(?!目)|"
    r"会(?!议)|课|课堂|题|用房|用地|面积|费|协会|委员会|骨干|师|人才|志愿(?!者)|探头|摄像头|记录|典型|中队|大队|专干|服务(?!缺陷|群众|居民|对象|企业|老人)|活动|运动|床位)"
)
# Names too, but only where another verb governs them: 出动执法人员, yet 检查单位12家.
_WIDE_TAIL = re.compile(
    r"(?:工作)?(?:单位|部门|机构|公司|企业|人员|患者|病人|汽车|车辆|人数|资料|材料|垃圾|广告|建筑|物品|案件|行为|现象|问题|档案|台账|信息|文件|会议|场所|场地|"
    r"干部|对象|群众|家庭|学生|教师|资金|经费|款|制度|方案|计划|办法|体系|机制|项目|工程|器材|设施|设备|学校|商户|商家|法律|报告|评价)"
)
_QUOTED = re.compile(r"“[^”]*”?|《[^》]*》?")
# Names with an act in them: 填埋场, 回收站, 乱搭乱建, 所辖.
_NAMES = re.compile(
    _QUOTED.pattern
    + r"|(?:填埋|回收|收集|焚烧|处理|处置|转运|中转|清运|清扫|运输|安置|搅拌|加工|养殖|屠宰|检测|报名|采样|接种|投放|收购"
    r"|存放|停放|充电|收费|执勤|值班|值守|救助|避难|集散|交易|批发|配送|阅读|活动|学习|教育|教学|实训|培训|服务|展示|展览|就业|康复)"
    r"(?:场(?!所|次)|厂|站|桶|亭|柜|罐|房(?!屋)|点(?!位|亮)|箱|车(?!辆)|池|炉|间|室|屋|中心|设施|容器|基地|平台)"
    r"|(?:挖掘|装载|推土|收割|粉碎|播种|打印|复印|录音|摄像|照相|传真|投影|叫号|取款|售货|抽水|喷雾|打药|除雪|割草|洗涤|消毒)[机仪柜]"
    r"|(?:建成|规划|开发|示范|保护|居住|管理|服务|安置)区(?!域)|乱[搭贴停堆倒扔写画设摆丢排][乱]?[建挂放画倒扔写涂摆弃]?|所[辖属有在]|(?<!面)向上争取(?!到)"
    # Papers and fences are named after what they are for: 停工通知书, 隔离栅.
    + r"|(?:责令)?(?:限期|停业|停产|当场)?[\u4e00-\u9fff]{2}(?<!发放|下发|发出|发送|印发|签发|制发|下达|送达|签订|签署|张贴|填写|收回|出具|制作|印制|递交|各类|多份)(?:通知|决定|告知|意见|催告|建议)[书函]"
    r"|(?:开办|承办|主办|协办|施工|投资|经营|管理|合作|服务)方(?![案面式便法向])|直接"
    r"|毕业生|实习生|隔离[栅栏带墩桩区板]"
)
_NO_JOIN = frozenset(
    [
        "发放",
        "下达",
        "下发",
        "收到",
        "收回",
        "解决",
        "取得",
        "获得",
        "提供",
        "受理",
        "收集",
        "征集",
        "发送",
        "签发",
        "用于",
        "结成",
        "印发",
        "送去",
    ]
)
_LEFT_NAME = re.compile(
    r"(?:的|人民|公共|社会|卫生|文化|志愿|心理|法律|物业|养老|家政|便民|专项|综合|安全|民事|人防|警务|职业|技术|技能|健康|科普|未成年人思想道德)$"
)
_SINGLE_BAD = re.compile(
    r"(?:拉|挂|插|建|修|换|装|贴|印|发|种|栽|植|拆|扫|运|送|办|设|购|买|租|罚|收|捐|订|评|抓|查|看|做|占|含|有|达|获|翻|保持)"
)


_BAD_BEFORE = {
    "有": re.compile(
        r"(?:没|所|国|私|拥|含|具|占|享|富|共|公|专|特|原|既|固|稀|持|保|没有|如|只|唯)$"
    ),
    "办": re.compile(
        r"(?:创文|街道|文明|创建|城管|创|督|承|主|协|党|政|综治|区|市|县|镇|街|政府|委|信访|爱卫)$"
    ),
    "设": re.compile(r"(?:建|开|增|铺|架|敷|创|假)$"),
    "做": re.compile(r"(?:叫)$"),
    "达": re.compile(r"(?:传|表|到|发|万|通|直|下|送|抵)$"),
    "占": re.compile(r"(?:侵|抢)$"),
    "发": re.compile(r"(?:开|沙|头|研|启|激|引|批|爆|多|突|频|触|印|颁|核|下|分|派|发|散)$"),
    "收": re.compile(r"(?:回|没|吸|税|丰|验|接|招|征|创|营|增)$"),
    "建": re.compile(r"(?:基|党|共|创|城|土|住|违|福|搭|兴)$"),
    "评": re.compile(r"(?:测|考|点|好|获|被|参)$"),
    "看": re.compile(r"(?:好|探|回头|难|收|查)$"),
    "种": re.compile(r"(?:各|多|这|那|一|两|几|品|接|某|何|耕|每)$"),
}


_ORGANS = re.compile(r"部|机构|领导|体系|架构|建设|者|生活|关系|的")
_MEASURED = re.compile(
    r"人数|人次|次数|时长|总数|金额|数量|规模|长度|率|面积|量(?!化)|者|费|度(?!过)|额|物(?![业资品])"
)


_NO_HAVING = re.compile(
    r"效|关|力|序|利|限|害|毒|机|线|益|偿|所|针对|声|色|奖|组织|计划|责|证|意|条件|人|无|氧|需要|困难"
)
_DONE_OR_COUNTED = re.compile(r"了|过|[^\u4e00-\u9fff]|$")
_DONE = re.compile(r"了|过(?!程)")
_OBJECT = re.compile(r"了?[\u4e00-\u9fff“\"']{2}")


def _is_short_verb(before: str, word: str, rest: str) -> bool:
    bad = _BAD_BEFORE.get(word)
    if bad and bad.search(before):
        return False
    if word == "达" and re.match(r"标|成|人秀|州|县", rest):
        return False
    if word in "有达占含":
        return not (word == "有" and _NO_HAVING.match(rest))
    if word == "设" and (not before or _SETS.search(before)):
        return not re.match(r"[施备法想防定岗]", rest)  # 便民服务中心设窗口8个
    return _DONE_OR_COUNTED.match(rest) is not None


def _is_verb(text: str, start: int, word: str, loose: bool = False) -> bool:
    rest = text[start + len(word) :]
    if word == "获":
        return bool(re.match(r"[^取悉利益奖得]", rest)) and not re.search(
            r"[破抓查捕缉截收荣]$", text[:start]
        )
    if len(word) == 1:
        return _is_short_verb(text[:start], word, rest)
    if (
        _MEASURED.match(rest)
        or (word == "清淤" and rest[:1] == "泥")
        or (word in ("集中", "统一") and _VERB.match(rest))
    ):
        return False
    if _EVENT.match(rest) and _HOLDS.search(text[:start]):
        return False
    if word in _MAKING and _MADE.match(rest) and not re.search(r"[的、]$", text[:start]):
        return True
    if word in _NOMINAL and (
        _NAME_TAIL.match(rest)
        or (not loose and word not in _RECEIVES and _WIDE_TAIL.match(rest))
        or (loose and word in _DEEDS)
    ):
        return False
    if _ILL.search(text[:start]):
        return False
    if word in _NOMINAL and _LEFT_NAME.search(text[:start]):
        return False
    return not (
        word == "组织"
        and (
            _ORGANS.match(rest)
            or re.search(r"(?:党|基层|社会|群团|各类|团|各级|公益)$", text[:start])
        )
    )


def verbs_in(text: str, *, loose: bool = False) -> list[Verb]:
    """Return the verbs of a text that are no parts of names, in order."""
    found: list[Verb] = []
    place = 0
    text = _NAMES.sub(lambda match: "□" * len(match[0]), text)
    while match := _VERB.search(text, place):
        word = match[0]
        beside = bool(found) and text[found[-1].end : match.start()] in ("、", "并", "和")
        if _is_verb(text, match.start(), word, loose or beside):
            found.append(Verb(match.start(), match.end(), word, word in _NOMINAL))
            place = match.end()
        else:
            place = match.start() + 1 if len(word) == 1 else match.start() + len(word)
    return found


# 召开工作推进会, 组织应急疏散演练: what is held is named after an act.
_EVENT = re.compile(
    r"(?:演练|竞赛|比赛|大赛|讲座|专场|仪式|工作会|动员会|现场会|大?会)(?=[、,和及等共]|$)"
)
# What is held governs the acts in its name: 开展走访慰问活动, 举办送戏下乡文艺演出.
_HOLDING = re.compile(
    r".*(?P<act>举办|举行|召开|组织开展|联合开展|开展|组织|参加|参与|承办|主办)(?:了|过)?"
    r"(?:[^,;。了并后对]{0,24})$"
)
_EVENTS = ("活动", "行动", "演练", "演出", "讲座", "比赛", "竞赛", "大赛")
_HOLDS = re.compile(r"(?:举办|举行|召开|组织|开展|参加|承办|主办|召集)[^,;。]*$|^[、和及]")
_RECEIVES = ("接待", "接受", "受理", "解答")
_SETS = re.compile(r"(?:中心|大厅|[局所馆院站校厅□])(?:内|共|现|还)?$")
_ILL = re.compile(r"(?:违章|违法|违规|非法|私自|乱)$")
_ACTED = re.compile(
    r"(?<=[\u4e00-\u9fff])([作做交提写出办送捐讲唱领用住签换装补缴贴养种选派])(?:出|上)?了(?![解结])"
)
_MAKING = frozenset(("制作", "印刷", "印制", "喷绘", "采购", "设计", "安装", "绘制"))
_MADE = re.compile(
    r"[\u4e00-\u9fff]{0,2}?(?:展板|横幅|标语|[画牌册单页图表卡片栏]$|[画牌册单页图表卡片栏]\d|手册|宣传|专栏|橱窗|灯箱|条幅)"
)
_EACH = re.compile(
    r"每(?:[个户人名村家所项年月天日周晚季餐班节]|[半一两三\d]+个?(?:小时|月|周|天)|学期|季度|星期)"
    r"(?:坚持|集中|巡回|全面|定期)?(?P<act>[\u4e00-\u9fff]{2})$"
)  # 每户奖励600元
_UNDERTAKING = re.compile(r"(?:工程|工作|项目|行动|任务)(?=[\u4e00-\u9fff]|$)")
_CLOSED = re.compile(r"[,;。:!?]|$")
_CLOSING = re.compile(rf"(?:[和与及、][\u4e00-\u9fff]{{2,4}})?(?:{_CLOSED.pattern})")
_SIMPLE = re.compile(r"(做|看|搞|抓|开)(?=[\u4e00-\u9fff]{2})")
_EMPTY = ("进行", "予以", "给予", "开展", "实施")


def _joined(text: str, first: Verb, second: Verb) -> bool:
    if first.text in _NO_JOIN or first.text in _DEEDS or second.text in _DEEDS:
        return False
    return text[first.end : second.start] in ("", "、", "并")


_AND_ACT = re.compile(r"(?:[、和及与]|以及)([\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff]{2})")


def _held_act(text: str, holding: Verb, held: Verb) -> bool:
    """Whether 组织 stands before an act with an object of its own: 组织检查商户."""
    return holding.text == "组织" and held.nominal and _object_follows(text, held)


def _run(text: str, found: list[Verb], place: int) -> Verb:
    """Return the verb at `place` with the verbs beside it: 立案查处, 组织筹备."""
    first = last = place
    while (
        first
        and _joined(text, found[first - 1], found[first])
        and not found[first - 1].state
        and found[first - 1].text not in _EMPTY
    ):
        first -= 1
    handled = re.search(r"(?:进行|予以|给予)(?:了|过)?$", text[: found[first].start])
    while (
        last + 1 < len(found)
        and _joined(text, found[last], found[last + 1])
        and not found[last].state
        and not found[last + 1].light
        and (not found[last].light or _held_act(text, found[last], found[last + 1]))
        and not (
            found[last + 1].nominal
            and not _object_follows(text, found[last + 1])
            and not handled
            and found[last].text not in ("上门", "入户", "现场", "联合")
        )
    ):
        last += 1
    start, end = found[first].start, found[last].end
    while (more := _AND_ACT.match(text, end)) and (more[1] in ACTS or is_head(more[1])):
        end = more.end()  # 补植、移植乔木
    return Verb(
        start, end, text[start:end], found[place].nominal, first == last and found[place].open
    )


def _object_follows(text: str, verb: Verb) -> bool:
    return _OBJECT.match(text, verb.end) is not None


def _governs_on(text: str, verb: Verb, following: Verb) -> bool:
    """Whether the act that counts is the following verb rather than this one."""
    between = text[verb.end : following.start]
    if (
        verb.text in PIVOTS
        or verb.state
        or verb.open
        or verb.text.endswith(("进行", "开展", "组织"))
    ):
        return not (following.nominal and (verb.light or verb.state))
    return bool(re.search(r"并|然后|随后|以及|还|同时|的[^的]{2,12}$|[给向对把将为]", between))


def _verbs_from_head(text: str) -> list[Verb]:
    """Return the verbs of a text with the one at its head, whether listed or not."""
    found = verbs_in(text)
    head = head_verb(text)
    each = _EACH.search(text)
    if each and (each["act"] in ACTS or is_verb(each["act"])):
        return [Verb(each.start("act"), each.end("act"), each["act"], False)]
    moved = moved_verb(text)
    if moved is not None and not any(verb.end >= moved.end for verb in found):
        return [moved]
    said = done_verb(text)
    if said is not None and not any(verb.end >= said.end for verb in found):
        return [said]
    did = did_verb(text)
    if did is not None and all(verb.end <= did.start for verb in found):
        return [did]
    summed = summed_verb(text)
    if summed is not None and all(
        verb.end <= summed.start and (verb.nominal or summed.start - verb.end <= 2)
        for verb in found
    ):
        return [summed]
    if head is not None and (not found or found[0].start > head.start):
        found = [head, *(verb for verb in found if verb.start >= head.end)]
    if not found or found[-1].text in PIVOTS or found[-1].nominal:
        seated = act_after_actor(text)
        if seated and not any(seated.end > v.start and v.end > seated.start for v in found):
            found = sorted([*found, seated], key=lambda verb: verb.start)
    return found


def _hidden(text: str) -> str:
    """Return a text whose quoted names are out of the way: “慈心一日捐”募得."""
    return _QUOTED.sub(lambda match: "□" * len(match[0]), text)


def _noun_before(text: str, verb: Verb) -> bool:
    return re.search(r"[\u4e00-\u9fff]{2}$", text[: verb.start]) is not None


def _nominal(text: str, found: list[Verb]) -> Verb:
    """Return the act among verbs that may all be nouns."""
    if found[0].text in _RECEIVES and not text[: found[0].start].strip("、,和及共已"):
        return _run(text, found, 0)
    place = len(found) - 1
    while place and _joined(text, found[place - 1], found[place]):
        place -= 1
    apart = place and found[place - 1].end != found[place].start
    ends = found[-1].end == len(text.rstrip()) and found[-1].text not in _DEEDS
    if apart and ends and _noun_before(text, found[place]):
        return found[-1]  # 二次供水改造: what stands before is the thing
    return _run(text, found, 0 if not found[0].light else place)


def _is_object(text: str, verbs: list[Verb]) -> bool:
    """Whether the last of several verbs is what another acts on: 完成固定资产投资, 实施建设投资项目."""
    last = verbs[-1]
    if last.start > verbs[0].end and names_a_thing(text, last.end):
        return True
    ends = last.end == len(text.rstrip())
    return ends and (last.text in _NOUNS or (verbs[-2].light and not last.light))


def _by_place(text: str, found: list[Verb]) -> Verb | None:
    """Return the verb that its place tells, where the lists know none or only names."""
    if not found:
        hidden = _hidden(text)
        return short_verb(hidden) or tail_verb(text) or seated_verb(hidden)
    if found[-1].text == "要求":
        return short_verb(text) or last_verb(text)  # 要求各班每周出一期, 要求家长每月至少谈心一次
    other = short_verb(_hidden(text)) if all(verb.nominal for verb in found) else None
    heads = other is not None and not other.start and found[0].start == other.end
    return other if heads else None  # 配体检一体机, 开动员大会


def main_verb(text: str) -> Verb | None:
    """Return the verb that governs the end of a text: of 组织志愿者清理垃圾, 清理."""
    holding = _HOLDING.match(text) if text.endswith(_EVENTS) else None
    if holding and not _EACH.search(text):
        return Verb(holding.start("act"), holding.end("act"), holding["act"], False)
    found = _verbs_from_head(text)
    if other := _by_place(text, found):
        return other
    found = found or verbs_in(text, loose=True)
    if not found:
        return None
    done = [i for i, verb in enumerate(found) if _DONE.match(text, verb.end)]
    if done and not found[done[-1]].light:
        return _run(text, found, done[-1])
    strong = [index for index, verb in enumerate(found) if not verb.nominal]
    if len(strong) > 1 and _is_object(text, [found[place] for place in strong]):
        strong.pop()
    if not strong:
        return _nominal(text, found)
    step = 0
    while step + 1 < len(strong) and _governs_on(
        text, found[strong[step]], found[strong[step + 1]]
    ):
        step += 1
    place = strong[step]
    if place + 1 < len(found) and found[place].text in _PEOPLE and not text.endswith("等"):
        follower = found[place + 1]
        if (
            follower.nominal
            and _object_follows(text, follower)
            and follower.start - found[place].end > 1
        ):
            place += 1  # 组织志愿者清扫街道: the follower has its own object
    if place and re.match(r"的", text[found[place].end :]) and not found[place - 1].light:
        place -= 1  # 整改发现的问题
    return _run(text, found, place)


def closing_act(text: str) -> Verb | None:
    """Return the act that closes a text and may be a noun elsewhere: 职工献血."""
    text = re.sub(r"[了过]?\s*$", "", text)
    verb = main_verb(text)
    return verb if verb and (verb.nominal or verb.open) and verb.end >= len(text) else None


def first_verb(text: str, *, bare: bool = False) -> Verb | None:
    """Return the first act of a text, with the verbs beside it; after 进行 the act itself.

    A verb that may be a noun counts only with an object of its own, or with `bare`, where a
    verb is expected.
    """
    every = verbs_in(text)
    found = [
        verb
        for verb in every
        if not verb.state
        and (not verb.nominal or _object_follows(text, verb) or verb.start == 0)
        and not (verb.nominal and verb.start == 0 and _UNDERTAKING.match(text, verb.end))
    ]
    if not found:
        simple = _SIMPLE.match(text)
        if simple:
            return Verb(0, 1, simple[1], False)
        short = _ACTED.search(text)
        if short:
            return Verb(short.start(), short.end(1), short[1], False)
        loose = [verb for verb in verbs_in(text, loose=True) if verb.start == 0 and not verb.state]
        loose = [verb for verb in loose if not _UNDERTAKING.match(text, verb.end)]
        if not loose and bare:
            last = text.rstrip("的 ")
            if len(last) < 9 and last[-2:] in _NOMINAL:
                return Verb(len(last) - 2, len(last), last[-2:], True)  # 多次专项检查
            whole = next((word for word in (text[:4], text[:2]) if word in _NOMINAL), None)
            return Verb(0, len(whole), whole, True) if whole else None
        return loose[0] if loose else None
    handled = re.match(r"(?:了|过)?([\u4e00-\u9fff]{2,6})(?=[,;。]|$)", text[found[0].end :])
    if found[0].text in ("进行", "予以") and handled and every[-1] is found[-1] and len(every) == 1:
        start = found[0].end + handled.start(1)
        return Verb(start, start + len(handled[1]), handled[1], True)  # 进行了慰劳
    following = next((verb for verb in every if verb.start >= found[0].end), None)
    if found[0].text in _EMPTY and following is not None:
        between = text[found[0].end : following.start]
        run = _run(text, every, every.index(following))
        if found[0].text == "实施" and not _CLOSED.match(text, run.end):
            return _run(text, every, every.index(found[0]))
        if re.fullmatch(r"(?:了|过)?(?:专项|集中|全面|重点|联合|多次|有效|及时)?", between):
            if found[0].text == "开展":
                return Verb(found[0].start, run.end, text[found[0].start : run.end], True)
            return run
        if re.fullmatch(r"(?:了|过)?[\u4e00-\u9fff]{1,6}", between) and _CLOSING.match(
            text, run.end
        ):
            return run  # 进行了地毯式检查
    return _run(text, every, every.index(found[0]))
