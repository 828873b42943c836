"""The words users read for the codes an edition is written in."""

from __future__ import annotations

from youju.kernel.words import Words
from youju.organisations.rules import UnitKind
from youju.standards.spec import Absent, ItemKind, Method, Over, ProofKind

LEVELS = Words(
    {
        "city": "市",
        "county": "区县",
        "street": "街道乡镇",
        "community": "社区",
        "hospital": "医院",
        "school": "学校",
        "facility": "场馆设施",
    }
)
KINDS = Words(
    {
        ItemKind.QUANTIFIED.value: "量化",
        ItemKind.DYNAMIC.value: "动态",
        ItemKind.GENERAL.value: "一般",
    }
)
METHODS = Words(
    {
        Method.MATERIALS.value: "材料审核",
        Method.ONLINE.value: "网上申报",
        Method.SITE.value: "实地考察",
        Method.SURVEY.value: "问卷调查",
        Method.OVERALL.value: "整体观察",
    }
)
PROOFS = Words(
    {
        ProofKind.MEASURE.value: "统计数据",
        ProofKind.EVIDENCE.value: "佐证材料",
        ProofKind.VISITS.value: "点位检查",
        ProofKind.SURVEY.value: "问卷结果",
        ProofKind.CASES.value: "问题台账",
        ProofKind.JUDGEMENT.value: "人工评定",
    }
)
CASE_RATES = Words({"close": "结案率", "on_time": "按时结案率", "rework": "返工率"})
ABSENT = Words(
    {
        Absent.MEAN.value: "取平均",
        Absent.FULL.value: "得满分",
        Absent.ZERO.value: "不得分",
        Absent.DROP.value: "不计入",
    }
)
OVER = Words({Over.TREE.value: "合并计算", Over.UNITS.value: "下级平均"})
UNITS = Words(
    {
        UnitKind.PROVINCE.value: "省",
        UnitKind.CITY.value: "市",
        UnitKind.DISTRICT.value: "区县",
        UnitKind.STREET.value: "街道",
        UnitKind.TOWN.value: "乡镇",
        UnitKind.COMMUNITY.value: "社区",
        UnitKind.VILLAGE.value: "村",
        UnitKind.AREA.value: "小区",
        UnitKind.GRID.value: "网格",
        UnitKind.BUREAU.value: "部门",
        UnitKind.HOSPITAL.value: "医院",
        UnitKind.SCHOOL.value: "学校",
        UnitKind.ENTERPRISE.value: "企业",
    }
)
