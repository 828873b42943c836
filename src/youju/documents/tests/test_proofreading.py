"""What is wrong with a text: each rule finds its fault, mends what is safe, and lets the right text be."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from youju.documents.proofreading import (
    RULES,
    TITLE,
    Line,
    Paper,
    Said,
    mended,
    paper_of,
    proofread,
)
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.repair import decoded

SOUND = Paper(
    (
        Line("一、开展环境整治", heading=True),
        Line(
            "上半年，组织整治35次（含夜间2次），清理垃圾50余车，其中楼道12车、河道8车；签订责任书96份，包括商户80份、单位16份。"
        ),
        Line(
            "一是“周末清洁日”每周1次；二是8:30—11:30上门，发放资料约3000份，通过率100%，详见〔2026〕9号文。"
        ),
        Line("二、存在问题", heading=True),
        Line(
            "桂苑小区2026年3月5日起停水，居民反映路灯不亮，正在协调解决，办法是：①先修主干道，②再修支路。"
        ),
    ),
    title="金桥社区2026年上半年文明创建工作总结",
    addressee="柳荫街道办事处",
    kind="summary",
    unit=("金桥社区居民委员会", "金桥社区"),
    span=(date(2026, 1, 1), date(2026, 6, 30)),
    today=date(2026, 7, 8),
)


def faults(text: str, **more: object) -> list[tuple[str, str, str | None]]:
    paper = Paper(tuple(Line(one) for one in text.splitlines()), **more)  # type: ignore[arg-type]
    return [(one.rule, one.found, one.mend) for one in proofread(paper)]


def test_a_sound_text_has_no_fault():
    assert proofread(SOUND) == []


@pytest.mark.parametrize(
    ("text", "rule", "found", "mend"),
    [
        ("发放资料3000份,走访120户。", "mark", ",", "，"),
        ("主要做法有:入户走访。", "mark", ":", "："),
        ("整治楼道(含夜间)。", "mark", "(", "（"),
        ("清理“死角”;走访居民。", "mark", ";", "；"),
        ("卫生状况好转.居民满意。", "mark", ".", "。"),
        ("解决道路坑.洼.堵。", "mark", ".", "、"),
        ("开展'清洁日'活动。", "quote", "'", "“"),
        ('开展"清洁日"活动。', "quote", '"', "“"),
        ("“我们的'节日'活动”办好了。", "quote", "'", "‘"),
        ('开展"清洁日活动。', "quote", '"', None),
        ("开展“清洁日活动。", "unpaired", "“", None),
        ("开展清洁日）活动。", "unpaired", "）", None),
        ("整治完成，。下一步走访。", "doubled_mark", "，。", "。"),
        ("整治完成、、走访。", "doubled_mark", "、、", "、"),
        ("清理垃圾５０车。", "width", "５０", "50"),
        ("按照澄创办[2026]9号文件办理。", "number", "[2026]9号", "〔2026〕9号"),
        ("按照澄创办〔2026〕第09号文件办理。", "number", "〔2026〕第09号", "〔2026〕9号"),
        ("自2026.3.5起开展。", "date", "2026.3.5", "2026年3月5日"),
        ("自26年3月起开展。", "date", "26年", None),
        ("2026年2月30日召开会议。", "no_day", "2026年2月30日", None),
        ("11月31日召开会议。", "no_day", "11月31日", None),
        ("共清理垃圾30余多车。", "approximate", "30余多", "30余"),
        ("共有近5000余名群众参加。", "approximate", "近5000余名", None),
        ("走访约100户左右。", "approximate", "约100户左右", "约100户"),
        ("清理2023余平方。", "year_like", "2023余", None),
        ("走访居民120户，其中低保户150户。", "parts", "120户", None),
        ("查出问题20个，其中楼道15个、门前8个。", "parts", "20个", None),
        ("发放资料96份，分别为商户80份、单位15份。", "parts", "96份", None),
        ("检查商户176家、网吧13家、影院7家，共197家。", "parts", "197家", None),
        ("评出先进18个（单位3个、个人8个、家庭6个）。", "parts", "18个", None),
        ("上半年清理垃圾50车。\n上半年清理垃圾62车。", "told_twice", "62车", None),
        ("20xx年以来开展整治。", "masked", "20xx", None),
        ("由__同志负责。", "masked", "__", None),
        ("本项工作由〔写明负责人〕负责。", "masked", "〔写明负责人〕", None),
        ("為居民做好事。", "traditional", "為", "为"),
        ("各社區(qū)都在整治。", "pinyin", "(qū)", ""),
        ("规模?;居民满意。", "garbled", "?", None),
        ("思想保證?,F(xiàn)總結如下。", "garbled", "?,F", "。現"),
        ("清理楼道 和门前。", "space", " ", ""),
        ("www.example.com清理楼道。", "noise", "www.example.com", ""),
        ("整治赃乱差。", "word", "赃乱差", "脏乱差"),
        ("整治赃、乱、差。", "word", "赃、乱、差", "脏、乱、差"),
        ("为居民提供提供便利。", "doubled_word", "提供提供", "提供"),
        ("一是抓宣传，二是抓整治，二是抓巡查。", "order", "二是", None),
        ("一是抓宣传，三是抓巡查。", "order", "三是", None),
        ("①走访居民，③发放资料。", "order", "③", None),
        ("一、环境整治\n三、志愿服务", "order", "三、", None),
        ("二、志愿服务", "order", "二、", None),
        ("一、环境整治\n（一）楼道\n楼道清出杂物20车。\n（三）门前\n门前整治。", "order", "（三）", None),
        ("一、环境整治\n二、志愿服务\n服务35次。", "empty", "一、环境整治", None),
        ("（一）好人评选\n推荐6名。\n（二）模范宣讲", "empty", "（二）模范宣讲", None),
        ("二、项目工作(略)", "masked", "(略)", None),
        ("由_同志负责。", "masked", "_", None),
        ("辖区面积平方公里。", "masked", "面积平方公里", None),
        ("市里于月11日召开会议。", "masked", "月11日", None),
        ("办公用房12023平方米。", "year_like", "12023", None),
        ("学习十九届六中全会精神。\n迎接建党91周年。", "time", "十九届六中全会", None),
        ("获科普先进集体、文明社区、科普先进集体称号。", "doubled_word", "科普先进集体称号", None),
        ("改造矿物局宿舍。", "word", "矿物局", "矿务局"),
        ("走访辖乡困难家庭。", "word", "辖乡", "辖区"),
        ("会议于与2012年5与1日召开。", "word", "于与", "于"),
        ("会议于2012年5与1日召开。", "word", "与", "月"),
        ("宣传栏由一定的损坏。", "word", "由一定的", "有一定的"),
        ("社区组织党员、志愿者和居民代表开展集中整治和入户走访活动", "stop", "动", "动。"),
    ],
)  # fmt: skip
def test_each_fault_is_found_with_its_mend(text, rule, found, mend):
    assert (rule, found, mend) in faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "与三年以来每月1次的做法相比，一次到位。",  # 一 does not begin a list
        "一是抓宣传：一是上墙，二是入户；二是抓整治。",  # a list inside a list
        "一是抓宣传，二是抓整治。\n一是查缺补漏。",  # a new list
        "大家研究研究再定。",
        "天天走访，人人动手。",
        "走访居民120户，其中低保户20户，残疾人家庭110户。",  # one may be both
        "发放资料约96份，包括商户80份、单位15份。",
        "清理垃圾20车；走访居民15户，共15户。",
        "1）走访居民。",
        "去年清理垃圾50车。\n今年清理垃圾62车。",
        "上半年清理垃圾50余车。\n上半年清理垃圾53车。",
        "上半年清理垃圾约50车。\n上半年清理垃圾53车。",
        "don't翻译。",
        "2000余平方米。",
        "①走访居民，②发放资料。①复查。",
        "每月11日、当月15日，占地亩数另计，下辖乡镇3个。",
        "党的十八大以来，迎接建党105周年。",
        "社区党员志愿者、网格员清扫楼道，社区党员志愿者、网格员巡查。",
        "一、环境整治\n（一）楼道\n清出杂物20车。\n二、志愿服务\n（一）队伍\n建队5支。",
    ],
)
def test_what_is_right_is_let_be(text):
    assert faults(text) == []


def test_a_sentence_or_paragraph_said_twice_is_told_with_its_first_place():
    once = "社区在解决脏乱差问题上加强日常保洁管理和巡查，居民满意。"
    paper = Paper((Line(once), Line("另有一事，已经办结。" * 4 + once), Line(once)))

    found = [one for one in proofread(paper) if one.rule == "repeated"]

    assert [(one.line, one.note) for one in found] == [
        (1, "这一句在第 1 段已经写过"),
        (2, "与第 1 段重复，请删去一处"),
    ]
    assert not proofread(Paper(tuple(Line(once, given=True) for _n in range(2))))


def test_a_statement_does_not_praise():
    text = "整治工作成效显著。"
    assert faults(text, kind="statement") == [("praise", "成效显著", None)]
    assert faults(text, kind="summary") == []


@pytest.mark.parametrize(
    ("change", "rule", "note"),
    [
        ({"limit": 100}, "length", "字，超过 100 字的规定，请压缩"),
        ({"title": "金桥社区2026年工作总结。"}, "title", "标题末尾不用标点"),
        ({"title": "金桥社区" + "文明" * 24}, "title", "标题 52 字，太长"),
        ({"title": "桃李社区2026年工作总结"}, "title", "标题里没有发文单位“金桥社区居民委员会”"),
        ({"title": "金桥社区2023年工作总结"}, "title", "标题写 2023 年，数字是 2026 年的"),
        ({"title": "金桥社区2026年个人工作总结"}, "title", "正文不像一个人写的"),
        ({"addressee": ""}, "addressee", "要写主送机关"),
        ({"today": date(2026, 6, 1)}, "unfinished", "时段到 2026-06-30 才结束"),
    ],
)
def test_faults_of_the_whole_are_told_once(change, rule, note):
    (found,) = proofread(replace(SOUND, **change))

    assert (found.rule, found.line) == (rule, TITLE)
    assert note in found.note


def test_titles_that_are_right_are_let_be():
    for title in ("金桥社区2026年总结和2027年计划", ""):
        assert proofread(replace(SOUND, title=title)) == []
    own = Paper((Line("我负责桂苑小区，本人走访了居民。"),), title="王某个人工作总结")
    assert proofread(own) == []


def _typed(text: str, number: str, **known: str) -> list[tuple[str, str | None]]:
    at = text.index(number)
    line = Line(text, typed=((at, at + len(number)),))
    told = {name: parse_quantity(said) for name, said in known.items()}
    return [(one.rule, one.mend) for one in proofread(Paper((line,), known=told))]


@pytest.mark.parametrize(
    ("number", "known", "rule", "mend"),
    [
        ("50余车", {"清理垃圾": "53车"}, "unsourced", "{{清理垃圾}}"),
        ("62车", {"清理垃圾": "53车"}, "against_record", "{{清理垃圾}}"),
        ("62车", {"清除小广告": "53个"}, "unsourced", None),
        ("62车", {"清理垃圾": "53吨"}, "unsourced", None),
        ("若干车", {"清理垃圾": "53车"}, "unsourced", None),
    ],
)
def test_a_number_typed_by_hand_is_held_against_the_records(number, known, rule, mend):
    assert _typed(f"清理垃圾{number}。", number, **known) == [(rule, mend)]


def test_figures_of_the_records_that_moved_are_told_in_the_form_they_had():
    line = Line(
        "清理垃圾60余车，其中甲社区9车，走访3户。",
        figures=(Said(4, 8, "清理垃圾"), Said(11, 16, "清理垃圾"), Said(19, 21, "走访")),
    )
    paper = Paper((line, line), before={"清理垃圾": ["50余车", "甲社区9车"], "走访": ["3户"]})

    (found,) = [one for one in proofread(paper) if one.rule == "moved"]

    assert found.note == "起草、送审以后变了：原为 50余车，记录现为 60余车"
    given = Line("甲社区 乙社区联合整治。", given=True)
    assert proofread(Paper((given,))) == []


def test_what_the_records_say_in_two_places_is_not_compared():
    line = Line("上半年清理垃圾50车。", figures=(Said(7, 10, "清理垃圾"),))
    other = Line("上半年清理垃圾62车。", figures=(Said(7, 10, "清理垃圾"),))
    assert proofread(Paper((line, other))) == []


def test_a_foreign_text_is_mended_line_by_line_and_is_then_clean():
    paper = paper_of(
        "社区创建工作总结\n\n发放'一封信'3000余份,走访约100户左右(含夜间).\n共查出问题5个。\n"
    )

    assert paper.title == "社区创建工作总结"
    fixed = mended([line.text for line in paper.lines], proofread(paper))

    assert fixed[1] == "发放“一封信”3000余份，走访约100户（含夜间）。"
    assert proofread(paper_of("\n".join(fixed))) == []


def test_a_text_without_a_title_has_none():
    assert paper_of("今年以来，社区组织了整治。").title == ""
    assert paper_of("").lines == ()


def test_every_rule_has_a_name():
    assert all(str(label) for label, _grave in RULES.values())


REPORTS = Path(__file__).resolve().parents[5] / "shared" / "data" / "reports"
# What mechanisms.md, section 6, lists: report -> rule -> the least that must be found.
DEFECTS = {
    "000": {"mark": 250, "quote": 20, "repeated": 5, "noise": 4, "masked": 2, "word": 1},
    "001": {
        "traditional": 2000, "pinyin": 1200, "garbled": 6, "space": 70, "repeated": 20, "word": 2,
        "masked": 5, "length": 1, "year_like": 1,
    },
    "002": {"masked": 8, "noise": 5, "word": 3, "order": 1, "length": 1, "title": 1, "repeated": 1},
    "004": {"synonym": 50, "noise": 20, "space": 14, "masked": 3},
}  # fmt: skip


@pytest.mark.parametrize("code", DEFECTS)
def test_the_defects_of_real_reports_are_found(code):
    files = sorted(REPORTS.glob(f"{code}_*.txt"))
    if not files:
        pytest.skip("the real reports are not here: ../shared/data/reports is missing")
    found = proofread(paper_of(decoded(files[0].read_bytes())))

    counted = {rule: sum(one.rule == rule for one in found) for rule in DEFECTS[code]}
    assert all(counted[rule] >= least for rule, least in DEFECTS[code].items()), counted
