"""M012a 测评体系, M012b 指标分解到责任单位: 建设局 28 项 46 条, of them 7 项 numeric."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.acceptance.ledger_steps import draft, figure, text_of
from youju.audit.actions import SYSTEM
from youju.kernel.workbook_out import workbook
from youju.organisations.rules import UnitKind
from youju.organisations.tests.factories import make_unit
from youju.standards.models import Edition
from youju.standards.publish import publish_edition
from youju.standards.spec import EditionSpec, ItemKind, ItemSpec, ProofKind, ProofSpec, RuleSpec

TODAY = date.today()
YEAR = str(TODAY.year)
HEADS, LINES, NUMERIC = 28, 46, 7
SIX = ("政务环境", "法治环境", "市场环境", "人文环境", "生活环境", "生态环境", "创建活动")


def six_environments() -> EditionSpec:
    """Six environments and the campaign itself; 28 items of 46 lines, 7 of the items numeric; 4 more."""
    items = [ItemSpec(str(n), "", text, n) for n, text in enumerate(SIX, 1)]
    order = 100
    for head in range(HEADS + 2):
        code = f"{head % len(SIX) + 1}.{head // len(SIX) + 1}"
        items.append(ItemSpec(code, code[0], f"第{head + 1}项", order))
        for line in range(2 if head < LINES - HEADS or head >= HEADS else 1):
            order += 1
            kind = ItemKind.QUANTIFIED if head < NUMERIC and line == 0 else ItemKind.GENERAL
            items.append(
                ItemSpec(
                    f"{code}.{line + 1}", code, f"第{head + 1}项要求{line + 1}", order,
                    weight=Decimal(2), kind=kind, rule=RuleSpec("judged"),
                    proofs=(ProofSpec(ProofKind.JUDGEMENT),), duty="建设局",
                )
            )  # fmt: skip
        order += 1
    return EditionSpec("six", "文明县城测评体系（样例）", TODAY.year, "city", tuple(items))


@pytest.fixture
def edition(city: Any) -> Edition:
    return publish_edition(
        six_environments(), unit=city.city, source="", state=Edition.State.CURRENT, actor=SYSTEM,
        now=timezone.now(), key=uuid4(),
    )  # fmt: skip


@pytest.fixture
def bureau(city: Any) -> Any:
    return make_unit("建设局", UnitKind.BUREAU, city.city)


def boxes(client: Any, edition: Edition) -> list[str]:
    """Return the boxes of the split page, in the order of the tree."""
    page = client.get(f"/standards/duties/?edition={edition.pk}").content.decode()
    return re.findall(r'name="item" value="(\d+)"', page)


def test_a_bureau_gets_28_items_of_46_lines_and_accepts_them(city, enter, edition, bureau):
    office, clerk = enter("office", city.city), enter("unit_user", bureau)
    tree = text_of(office.get(f"/standards/editions/{edition.pk}/"))
    assert all(name in tree for name in SIX)
    last = set(re.findall(r'value="(\d+)" data-tick', _found(office, edition, "第29项")))
    last |= set(re.findall(r'value="(\d+)" data-tick', _found(office, edition, "第30项")))
    ticked = [one for one in boxes(office, edition) if one not in last]

    due = (TODAY + timedelta(30)).isoformat()
    given = {"item": ticked, "lead": bureau.pk, "due": due, "key": str(uuid4())}
    assert office.post(f"/standards/duties/give/{edition.pk}/", given).status_code == 302

    mine = clerk.get("/standards/duties/mine/")
    assert "28项46条，其中量化7项" in text_of(mine)
    assert "认领测评指标46条" in text_of(clerk.get("/"))
    duties = re.findall(r'name="duty" value="(\d+)"', mine.content.decode())
    answer = {"duty": duties[1:-1], "section": "城建科", "what": "accept", "key": str(uuid4())}
    assert clerk.post("/standards/duties/mine/answer/", answer).status_code == 302
    who = re.search(r'name="person".*?<option value="(\d+)"', mine.content.decode(), re.S)
    assert who is not None
    named = {"duty": duties[:1], "person": who[1], "what": "accept", "key": str(uuid4())}
    assert clerk.post("/standards/duties/mine/answer/", named).status_code == 302
    assert "已认领45" in text_of(clerk.get("/standards/duties/mine/"))
    person = text_of(office.get(f"/standards/duties/of/{who[1]}/"))
    assert "负责的指标1项" in person and "建设局" in person
    assert "没有责任单位4" in text_of(office.get("/standards/duties/"))
    assert "28项" in figure(clerk, "standards.duty_items", bureau, YEAR)
    assert "46条" in figure(clerk, "standards.duty_lines", bureau, YEAR)
    assert "7项" in figure(clerk, "standards.duty_numeric", bureau, YEAR)
    told = draft(clerk, bureau, "year", YEAR)
    assert "分解测评项目28项46条，其中量化指标7项；指标承接率97.8%" in told


def _found(client: Any, edition: Edition, text: str) -> str:
    return str(client.get(f"/standards/duties/?edition={edition.pk}&q={text}").content.decode())


def test_handing_back_needs_a_reason_and_the_office_gives_it_to_another(
    city, enter, edition, bureau
):
    office, clerk = enter("office", city.city), enter("unit_user", bureau)
    other = make_unit("城管局", UnitKind.BUREAU, city.city)
    given = {"item": boxes(office, edition)[:1], "lead": bureau.pk, "key": str(uuid4())}
    office.post(f"/standards/duties/give/{edition.pk}/", given)
    duty = re.findall(r"/standards/duties/(\d+)/", _mine(clerk))[0]

    silent = clerk.post(f"/standards/duties/{duty}/hand-back/", {"reason": "", "key": str(uuid4())})
    assert silent.status_code == 422 and "写明原因" in text_of(silent)
    back = {"reason": "职能已划给城管局", "key": str(uuid4())}
    assert clerk.post(f"/standards/duties/{duty}/hand-back/", back).status_code == 302
    assert "退回的指标分工1条" in text_of(office.get("/"))
    moved = office.post(
        f"/standards/duties/{duty}/reassign/", {"unit": other.pk, "key": str(uuid4())}
    )
    assert "城管局" in text_of(office.get(moved["Location"]))
    assert "改派给城管局" in text_of(office.get(f"/standards/duties/{duty}/"))


def _mine(client: Any) -> str:
    return str(client.get("/standards/duties/mine/").content.decode())


def test_a_unit_does_not_split_and_a_sheet_is_taken_row_by_row(city, enter, edition, bureau):
    office, clerk = enter("office", city.city), enter("unit_user", bureau)
    give = f"/standards/duties/give/{edition.pk}/"
    assert clerk.post(give, {"item": "1", "lead": bureau.pk}).status_code == 403
    assert clerk.get(f"/standards/duties/sheet/{edition.pk}/").status_code == 403
    rows = [["1.1.1", "建设局", "金桥社区、桃李社区"], ["9.9.9", "建设局", ""], ["2.1.1", "水务局", ""]]  # fmt: skip
    page = f"/standards/duties/sheet/{edition.pk}/"

    seen = office.post(page, {"file": _file(rows)})
    said = text_of(seen)
    assert "可导入1行" in said and "不能导入2行" in said
    assert "没有编号为“9.9.9”的末级指标" in said and "没有叫“水务局”的单位" in said
    told, left = (
        re.search(rf'name="{name}" value="([^"]+)"', seen.content.decode())[1]  # type: ignore[index]
        for name in ("told", "left")
    )
    assert office.post(f"{page}rejected/", {"left": left}).content[:2] == b"PK"
    taken = office.post(f"{page}take/", {"told": told, "key": str(uuid4())}, follow=True)
    assert "已导入1行，分出3条" in text_of(taken)
    assert "1项1条" in text_of(clerk.get("/standards/duties/mine/"))


def _file(rows: list[list[str]]) -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(
        "分工.xlsx", workbook("分工", "", ["指标编号", "牵头单位", "配合单位"], rows)
    )
