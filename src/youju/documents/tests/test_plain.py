import pytest

from youju.documents.actions.templates import shipped_specs
from youju.documents.plain import from_plain, to_plain
from youju.kernel.refusal import Refused

BODY = """标题：{{单位}}{{时段}}总结
主送：{{上级}}
适用：街道、乡镇

开头一段。

# 环境整治
清理垃圾{{清理垃圾}}。
@列表 problems 5 | {problem}。{cause}。
@列表 honours 10
@表格 清理垃圾、清除小广告 分单位 | 整治情况
@表格 清理垃圾 至少3项
@照片 6 | 照片

# | 仅 社区
结尾一段。

#
落款前一段。"""


def test_a_template_written_as_text_reads_back_as_itself():
    spec = from_plain(BODY, {"kind": "summary", "grain": "half"})

    assert spec["title"] == "{{单位}}{{时段}}总结"
    assert spec["sections"][1]["blocks"] == [
        {"kind": "text", "source": "清理垃圾{{清理垃圾}}。"},
        {"kind": "list", "ledger": "problems", "limit": 5, "text": "{problem}。{cause}。"},
        {"kind": "list", "ledger": "honours", "limit": 10, "text": ""},
        {
            "kind": "table",
            "measures": ["清理垃圾", "清除小广告"],
            "caption": "整治情况",
            "by": "unit",
        },
        {"kind": "table", "measures": ["清理垃圾"], "caption": "", "least": 3},
        {"kind": "photos", "count": 6, "caption": "照片"},
    ]
    assert spec["for"] == ["street", "town"]
    assert spec["sections"][2]["only"] == ["community"]
    assert to_plain(spec) == BODY


def test_a_number_typed_before_a_heading_is_not_told_twice():
    body = "标题：总结\n\n# 一、冬季清雪\n清理积雪。\n\n# （二）扫街 | 仅 社区\n清扫。\n\n# 十个一\n说明。"

    spec = from_plain(body, {"kind": "summary", "grain": "half"})

    assert [one["heading"] for one in spec["sections"]] == ["冬季清雪", "扫街", "十个一"]


@pytest.mark.parametrize("spec", shipped_specs(), ids=lambda spec: spec["code"])
def test_a_shipped_template_loses_nothing_by_being_edited(spec):
    assert to_plain(from_plain(to_plain(spec), spec)) == to_plain(spec)
    kept = [one.get("only") for one in from_plain(to_plain(spec), spec)["sections"]]
    assert kept == [one.get("only") for one in spec["sections"]]


def test_an_addressee_written_in_the_editor_holds_for_all_kinds_of_units():
    base = {"addressee": "居民朋友们", "addressees": {"school": "老师们、同学们"}}

    assert "addressees" in from_plain("标题：倡议书\n主送：居民朋友们\n甲。", base)
    assert "addressees" not in from_plain("标题：倡议书\n主送：街坊们\n甲。", base)


def test_a_template_is_for_all_again_once_its_line_of_kinds_is_taken_out():
    assert "for" not in from_plain("标题：总结\n适用：\n甲。", {"for": ["city"]})
    assert "for" not in from_plain("标题：总结\n甲。", {"for": ["city"]})


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("# 环境\n清理。", "第一行写"),
        ("标题：总结", "还没有内容"),
        ("标题：总结\n@图表 甲", "第 2 行“@图表 甲”读不懂"),
        ("标题：总结\n适用：诊所\n甲。", "第 2 行：适用后写单位的类型，可用：省、市"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(body, reason):
    with pytest.raises(Refused, match=reason):
        from_plain(body, {})
