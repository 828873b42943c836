"""The things that are counted: noun phrases without the particles and adverbs around them."""

from __future__ import annotations

import re

from youju.reader.grammar.verbs import first_verb

_LEAD = re.compile(
    r"^(?:了|过(?![期往路量渡户敏])|到(?![位岗])|出(?![租行口生入版境国勤警])|的|地(?![区方面下质产段铁块税震被毯板标])|着(?![装力])|其中|和(?![谐平睦])|与|及(?!时)|以及|并且|并|还|也|同时|"
    r"共计|累计|共(?![同建享产青])|、|“|由|等(?![级候])|又|最终|另外|另(?!一)|全年|今年以来|今年|目前|现已|已|均|分别|是|为(?!民)|[较比](?:去年|上一?年度?|前年|往年|年初|原来|之前|以前|[\u4e00-\u9fff]{0,4}[前初])(?:同期)?)+"
)
_TRAIL = re.compile(
    r"(?:共计|总计|合计|累计|总共|共有|(?<!公)共|(?<![统设会审预估])计|达到了|达到|(?<![表发传直])达|已达|多达|(?<![行人作以认])为|约为|(?<![节预合条签])约|(?<!附)近|等|等共|各|"
    r"(?<![人平户年日月生])均|分别|已|(?<!成)就|仅仅|仅|(?<!船)只|只有|(?<![所国公私专特])有|了|就有|还有|也|都|已有|现有|是|(?<!甚)至|[由从](?:(?:去年|上年)[底末初]?|年[初底]|原来|最初|过去)?|折合(?:人民币)?|人民币|(?<![自理])由|在|(?<![关由])于|每|"
    r"(?<![主重需纪摘])要|(?<![军必])需|应|须|必须|不|尚?未|一次性|虽然?|[比较](?:去年|上一?年度?|前年|往年)(?:同期)?|日均|先后|每年|每月|每周|每季度|以上|的|和|与|及|以及|、)+$"
)
# Asked first: most names end with none of them.
_TRAIL_ENDS = frozenset(
    "计共有到了达为约近等各均别已就仅只也都是至由从年底末初来去合币在于每要需应须不未性虽然度期后月周上的和与及、"
)
_CUT = re.compile(
    r"(?:用于|组成|担任|充当|用来|每|进行|并且|且(?=[\u4e00-\u9fff]{2})|以及时|(?<![结派应校])对(?!象|联|口|外|接)|(?<![走方面意倾一导志])向(?!日葵)|为(?!主|民)|把|将(?!军)|到(?!位|岗)|给(?!予|水|排水)|于(?!是)|由|被(?!褥|子|服)|全部|分别|均|都|已|目前|进一步|使|让|免费|及时|现场|定期|以|从而|极大|有效|先后|才算|才|方可|再|也(?!门)|仍|较上年|比上年|同比|占|得到|受到|深受|在(?!编|校|岗|职|册|建|线|读))"
)


# Words that only say what kind of thing follows: 大型喷绘条幅.
_KIND_ONLY = re.compile(
    r"(?:[大中小新微轻重巨]型|[大小老新旧好]|专[题项门用业]|主题|固定|临时|流动|电子|公共|公益|优质|优秀|先进|典型|特色|传统|现代|各类|各种|不同|有效|便民|惠民|群众性|综合|重点|重大|主要|常规|日常|"
    r"[省市县区国]级|全国|高清|高标准|标准化|规范化|智能|文明|红色|绿色|生态|法[律治]|安全|健康|卫生|心理|志愿|义务|家庭|农村|城[市乡]|社区|校园|入户|集中|现场|户外|室[内外])+"
)
_TIMES = re.compile(
    r"^(?:(?:今年|去年|上年|全年|年底|年初|年内|月底|季度|上半年|下半年|目前|截至目前|到目前为止|至今|现在|近年来|(?:今年|年初|去年)以来|一年来|半年来|期间|每年|每月|每周|每天|活动中|活动期间|活动当[天日]|当[天日年月]|同期)[,]?)+(?=[\u4e00-\u9fff]|$)"
)

# When it was, not what: 4月改造后增至, 6月底讲.
_WHEN = re.compile(
    r"\d{1,2}月(?:份|[底初中末]|[\u4e00-\u9fff]{0,4}[后前时])?|[\u4e00-\u9fff]{2}(?:[后前]|(?<![课学工小])时)|底|一"
)
_FOR_WHOM = re.compile(r"(?:给(?!排?水)|按(?!摩)|把(?!手|关)|将(?!军))[\u4e00-\u9fff]{2}")


def trimmed(text: str) -> str:
    """Return a thing's name without the particles and adverbs around it."""
    before = None
    while before != text:
        before = text
        text = text.strip(" ,;:、()“”\"'‘’《》")
        lead = _LEAD.match(text)
        text = text[lead.end() :] if lead else text
        text = _TRAIL.sub("", text) if text[-1:] in _TRAIL_ENDS else text
    if _WHEN.fullmatch(text):
        return ""
    if text.count("”") > text.count("“"):  # “一次办好”事项 begins with its mark
        text = f"“{text}"
    return text + ")" if text.count("(") > text.count(")") else text


def thing_after(text: str, *, whole: bool = False) -> str:
    """Return the noun phrase at the start of what follows a unit.

    With `whole`, acts inside it are parts of its name: 举办3场创建成果展示会.
    """
    text = text.strip(" ")
    text = re.sub(r"^(?:[长宽高深厚](?=的))?(?:的|左右|以上|余)", "", text)
    if re.match(r"[、和及与]|以及", text):
        return ""
    if text[:1] in ("集", "以"):
        text = re.sub(r"^集[^,;。]{1,40}?于一体的", "", text)
        text = re.sub(r"^以(?:“[^”]*”|[^,;。]){1,40}?为(?:主题|主|载体|内容|重点|主线)的", "", text)
    quoted = re.match(r"[“'《][^”'》]{1,40}[”'》][^,;。]{0,16}", text)
    if quoted:
        name = re.split(r"(?<=[”'》])(?:[、和及与]|以及)", quoted[0])[0]
        end = re.search(r"[”'》]", name)
        closed = end.end() if end else 0
        name = name[:closed] + name[closed:].split("、")[0]  # “市、民课堂”12期
        cut = _CUT.search(name, closed)
        return trimmed(name[: cut.start()] if cut else name)
    rest = text
    cut = _CUT.search(rest)
    if cut:
        rest = rest[: cut.start()]
    further = re.search(r"并(?!列|肩)", rest)
    if further and (next_verb := first_verb(rest[further.end() :])) and next_verb.start < 3:
        rest = rest[: further.start()]
    verb = first_verb(rest)
    if (
        not whole
        and verb is not None
        and "的" not in rest[verb.end :]
        and not (_KIND_ONLY.fullmatch(rest[: verb.start]) and len(rest) - verb.end >= 2)
    ):
        rest = rest[: verb.start]
    thing = trimmed(rest)
    if not thing and "的" in text and not (verb is not None and verb.start < 2):
        thing = trimmed(text.rsplit("的", 1)[-1])
    return thing


def noun_first(text: str) -> str:
    """Return a name that begins with an act, up to the next act: 创建宣传标语."""
    start = first_verb(text)
    if start is None or start.start or not start.nominal:
        return ""
    rest = text[start.end :]
    following = first_verb(rest)
    return trimmed(text[: start.end] + (rest[: following.start] if following else rest))


def subject_of(text: str) -> str:
    """Return the last noun phrase before 每, 共, the verb …"""
    text = re.split(r"被(?!子|褥|服)", text)[0]
    text = re.sub(r"^(?:做到|坚持|实现|确保|实行)了?(?=每)", "", text)
    text = re.sub(r"^每一?[个条所户名位栋座家处间块班](?=[\u4e00-\u9fff]{2})(?=.*每)", "", text)
    text = re.split(
        r"(?:做到|坚持)?每(?=[个户月季周年天学半人次村校班名家亩]|公里|平方)|[,;]", text
    )[0]
    text = re.sub(
        r"^(?:今年以来|今年|全年|目前|截至目前|现在|社区|我局|我们|我院|我校|同时|此外|另外|其中)(?=[\u4e00-\u9fff]{4})",
        "",
        text,
    )
    text = _TIMES.sub("", text)
    text = re.sub(r"^(?:计划|预计|拟|将|尚未|未|要求|规定|力争)+(?=[\u4e00-\u9fff]{2}|$)", "", text)
    if _FOR_WHOM.match(text):
        return ""  # 给军人各辟了
    text = re.sub(r"(?:计划|预计|拟|将|尚未|未)$", "", text)
    text = re.sub(
        r"(?:限期|当场|集中|免费|无偿|义务|及时|现场|全面|重点|依法|先后|实际)+$", "", text
    )
    return trimmed(text)


_ADVERBS = "主要|进一步|先后|全面|重新|共|集中|重点|陆续|相继|新(?=建成)"


def spent_on(rest: str) -> str:
    """Return what money was for: 投入80万元用于A, 投入80万元改造B3处."""
    rest = re.sub(
        r"^,(?:按照|根据|本着|采取|通过)[^,;。]*(?=,)",
        "",
        rest,
    )
    match = re.match(
        rf",?(?:{_ADVERBS})*(?P<for>用于|用来|对|为|将|把)?(?P<what>[^,;。]{{2,40}})", rest
    )
    if not match:
        return ""
    named = re.sub(r"\d[\d.]*[余多万亿]*[\u4e00-\u9fff㎡]", "", match["what"])
    carried = re.match(r"进行|开展|实施", named)
    named = named[carried.end() :] if carried else named
    words = re.split(r"进行|予以|\d", named)[0]
    verb = first_verb(words)
    begins = verb is not None and (verb.start == 0 or words.startswith("在"))
    if rest[0] == "," and not (match["for"] in ("用于", "对", "为") or begins or carried):
        return ""
    return trimmed(words[verb.end :]) if verb is not None and begins else trimmed(words)
