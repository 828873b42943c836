import pytest

from youju.documents.plain import from_plain, to_plain
from youju.kernel.refusal import Refused

BODY = """标题：{{单位}}{{时段}}总结
主送：{{上级}}

开头一段。

# 环境整治
清理垃圾{{清理垃圾}}。
@列表 problems 5 | {problem}。{cause}。
@列表 honours 10
@表格 清理垃圾、清除小广告 分单位 | 整治情况
@表格 清理垃圾 至少3项
@照片 6 | 照片"""


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
    assert to_plain(spec) == BODY


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("# 环境\n清理。", "第一行写"),
        ("标题：总结", "还没有内容"),
        ("标题：总结\n@图表 甲", "第 2 行“@图表 甲”读不懂"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(body, reason):
    with pytest.raises(Refused, match=reason):
        from_plain(body, {})
