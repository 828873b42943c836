"""The tree of kinds: the sample that is shipped, and faults named with their lines."""

import pytest

from youju.cases.kinds_file import (
    BadKinds,
    Branch,
    Photos,
    Severity,
    load_kinds,
    load_sample,
)
from youju.kernel.workcal import Limit, LimitUnit
from youju.organisations.rules import UnitKind

GOOD = """label: 样例
classes:
  - code: s01
    name: 环境卫生
    branch: event
    unit: community
    kinds:
      - {code: s0101, name: 暴露垃圾, limit: 4 工作时, severity: 一般, photos: both}
      - {code: s0102, name: 路面积水, limit: 4 工作时, severity: 较重, photos: none, unit: bureau, words: [积水]}
"""

WRONG = [
    ("label: 样例", "title: 样例", "第 1 行：类别文件没有“title”这一项"),
    ("label: 样例", "label: ''", "第 1 行：“label”要写文字"),
    ("label: 样例", "label: 样例\nlabel: 甲", "第 2 行：“label”写了两次"),
    ("code: s01\n", "code: 卫生\n", "第 3 行：“code”用小写字母和数字"),
    ("branch: event", "branch: happening", "第 5 行：“branch”没有“happening”，可写 part、event"),
    ("unit: community", "unit: 社区", "第 6 行：“unit”没有“社区”"),
    ("    branch: event", "    colour: red\n    branch: event", "第 5 行：大类没有“colour”"),
    ("code: s0102", "code: s0101", "第 9 行：代码“s0101”用了两次"),
    ("name: 路面积水", "name: 暴露垃圾", "第 9 行：名称“暴露垃圾”用了两次"),
    ("name: 路面积水", "name: true", "第 9 行：“name”要写文字"),
    ("limit: 4 工作时, severity: 一般", "limit: 4, severity: 一般", "第 8 行：时限写数和单位"),
    ("limit: 4 工作时, severity: 一般", "limit: 4 小时, severity: 一般", "第 8 行：时限写数和单位"),
    ("limit: 4 工作时, severity: 一般", "limit: 0 工作时, severity: 一般", "第 8 行：时限要在"),
    ("severity: 较重", "severity: 大", "第 9 行：“severity”没有“大”，可写 一般、较重、严重"),
    ("photos: both", "photos: after", "第 8 行：“photos”没有“after”"),
    ("photos: both", "picture: both", "第 8 行：类别没有“picture”"),
    ("words: [积水]", "words: 积水", "第 9 行：“words”要写成"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "said"), WRONG, ids=[w[2][:30] for w in WRONG])
def test_a_fault_is_named_with_its_line(before, after, said):
    assert before in GOOD

    with pytest.raises(BadKinds) as bad:
        load_kinds(GOOD.replace(before, after, 1), "kinds.yaml")

    assert str(bad.value).startswith("kinds.yaml ")
    assert said in str(bad.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label: 甲\nclasses: []\n", "第 2 行：“classes”要写成一列"),
        ("label: 甲\nclasses: [1]\n", "第 2 行：“classes”的每项要写成"),
        ("label: 甲\n", "第 1 行：“classes”要写成一列"),
        ("- 甲\n", "第 1 行：要写成"),
    ],
)
def test_a_file_without_classes_is_refused(text, said):
    with pytest.raises(BadKinds, match=said):
        load_kinds(text, "kinds.yaml")


def test_a_kind_takes_the_unit_of_its_class_unless_it_names_its_own():
    rubbish, water = load_kinds(GOOD, "kinds.yaml")

    assert (rubbish.limit, rubbish.unit) == (Limit(4, LimitUnit.WORK_HOUR), UnitKind.COMMUNITY)
    assert (rubbish.severity, rubbish.photos) == (Severity.ORDINARY, Photos.BOTH)
    assert (water.unit, water.words) == (UnitKind.BUREAU, ("积水",))
    assert (water.severity, water.photos) == (Severity.SERIOUS, Photos.NONE)


def test_the_sample_has_six_classes_of_each_branch_and_over_120_kinds():
    tree = load_sample()

    assert [one.branch for one in tree.classes].count(Branch.PART) == 6
    assert [one.branch for one in tree.classes].count(Branch.EVENT) == 6
    assert len(list(tree)) >= 120
    assert "样例" in tree.label
    limits = {kind.name: kind.limit for kind in tree}
    assert limits["暴露垃圾"] == Limit(4, LimitUnit.WORK_HOUR)
    assert limits["既有违章建筑"] == Limit(20, LimitUnit.WORK_DAY)
    assert limits["路面积水"] == Limit(4, LimitUnit.WORK_HOUR)
