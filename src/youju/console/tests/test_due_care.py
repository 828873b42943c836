"""What the page of today says of aid."""

from __future__ import annotations

from datetime import date

import pytest

from youju.care.tests.test_aid import granted, to_notice
from youju.care.tests.world import Homes
from youju.console.due_care import aid_to_decide

pytestmark = pytest.mark.django_db


def test_who_decides_is_told_what_is_past_its_notice_and_what_is_to_be_looked_at_again():
    town = Homes()
    to_notice(town, town.home(1))
    grant = granted(town, town.home(2))

    def told(member, on):
        return [(one.title, one.url) for one in aid_to_decide(member, on)]

    assert told(town.judge, date(2026, 6, 8)) == []  # the notice still hangs
    over = ("救助申请 1 份公示期满，待审批", "/care/aid/?state=noticed")
    assert told(town.judge, date(2026, 7, 2)) == [over]
    due = ("救助 1 份到期复核", "/care/aid/?due=1")
    assert told(town.care, grant.review_on) == [over, due]
    assert told(town.staff, grant.review_on) == []
