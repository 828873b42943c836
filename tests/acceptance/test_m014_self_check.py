"""M014 对标自查: check date, item, finding, place, fix; each finding a problem of the register."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import uuid4

from tests.acceptance.ledger_steps import draft, figure, text_of
from tests.acceptance.standards_steps import worked_out
from tests.acceptance.test_m013_item_states import edition  # noqa: F401  a fixture

YEAR = str(date.today().year)


def begun(client: Any, edition: int) -> str:  # noqa: F811
    answer = client.post(f"/standards/checks/begin/{edition}/", {"key": str(uuid4())})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_a_self_check_goes_item_by_item_and_a_finding_becomes_a_problem(city, enter, edition):  # noqa: F811
    office = enter("office", city.district)
    worked_out(office, edition)
    page = begun(office, edition)

    first = text_of(office.get(page))
    assert "已查0/7项" in first and "人均公共绿地" in first and "未查" in first
    found = {
        "verdict": "found", "text": "东片绿地不足", "place": "东片", "fix": "腾退后补绿", "take_up_as": "case",
    }  # fmt: skip
    sent = office.post(f"{page}?item=1.1", found | {"key": str(uuid4())})
    assert sent.status_code == 302 and sent["Location"].endswith("item=1.2")
    office.post(f"{page}?item=1.2", {"verdict": "right", "key": str(uuid4())})

    shown = text_of(office.get(f"{page}?item=1.1"))
    assert "东片绿地不足" in shown and "腾退后补绿" in shown and "已查2/7项" in shown
    case_id = re.findall(r"/cases/(\d+)/", office.get(f"{page}?item=1.1").content.decode())[0]
    case = text_of(office.get(f"/cases/{case_id}/"))
    assert "自查" in case and "东片绿地不足" in case
    done = office.post(f"{page}finish/", {"key": str(uuid4())})
    assert done.status_code == 302
    assert "符合1项，发现1个问题" in text_of(office.get("/standards/checks/"))
    assert "1次" in figure(office, "standards.self_checks", city.district, YEAR)
    assert "1个" in figure(office, "standards.found_taken_up", city.district, YEAR)
    report = draft(office, city.district, "year", YEAR)
    assert "开展对标自查1次，自查指标2项，自查不达标指标1项，发现问题1个，转办1个" in report
    assert "自查不达标指标1项" in report


def test_what_is_not_said_or_not_allowed_is_refused(city, enter, edition):  # noqa: F811
    office = enter("office", city.district)
    page = begun(office, edition)

    empty = office.post(f"{page}?item=1.1", {"verdict": "found", "text": "", "key": str(uuid4())})
    early = office.post(f"{page}finish/", {"key": str(uuid4())})

    assert empty.status_code == 422 and "写明发现了什么问题" in text_of(empty)
    assert early.status_code == 422 and "还没有查任何一项" in text_of(early)
    assert enter("leader", city.district).post(f"{page}?item=1.1", {}).status_code == 403
    assert enter("office", city.elsewhere).get(page).status_code == 404
    assert begun(office, edition) == page
