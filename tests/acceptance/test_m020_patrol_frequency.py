"""M020a 领导与中层巡查频次，M020b 24小时待命制."""

from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from tests.acceptance.rounds_steps import (  # fmt: skip
    add_place,
    days,
    done,
    draft,
    figure,
    look,
    refused,
    send,
    visit,
)
from youju.organisations.models import Membership
from youju.organisations.rules import Role
from youju.organisations.tests.factories import make_member


def test_leaders_once_and_middle_managers_twice_a_day_at_the_outpatient_department(city, enter):
    clerk, unit = enter("unit_user", city.hospital), city.hospital
    door = add_place(clerk, unit, "outpatient", "门诊部")
    told = {"unit": unit.pk, "per": "day", "who": "post", "place": door, "each": "total"}
    since = {"since": days(0)}
    done(clerk, "frequency/new/", label="院领导每日巡查", times=1, post="院领导", **told, **since)
    done(
        clerk, "frequency/new/", label="中层干部每日巡查", times=2, post="中层干部", **told, **since
    )

    visit(clerk, door, post="中层干部", item_manners="ok")

    board = look(clerk, "frequency/")
    assert "院领导每日巡查院领导每日合起来01还差1" in board
    assert "中层干部每日巡查中层干部每日2次合起来12还差1" in board
    assert "院领导每日巡查" in look(clerk, "")
    visit(clerk, door, post="中层干部", item_floor="bad", fault_floor="地面有水渍", corrected_floor="1")  # fmt: skip
    visit(clerk, door, post="院领导", item_manners="ok")
    assert "今天没有差的" in look(clerk, "")
    assert "3次" in figure(clerk, "patrols", unit)
    assert "开展巡查3次，检查点位1个，查出问题1处，当场改正1处" in draft(clerk, unit)


def test_a_rule_without_a_post_is_refused_and_a_leader_sets_none(city, enter):
    clerk = enter("unit_user", city.hospital)
    told = {"unit": city.hospital.pk, "label": "每日巡查", "per": "day", "times": 1, "who": "post", "each": "total", "since": days(0)}  # fmt: skip

    assert "写明是哪些人" in refused(clerk, "frequency/new/", **told)
    leader = enter("leader", city.hospital)
    assert send(leader, "frequency/new/", **told | {"post": "院领导"}).status_code == 403


def test_managers_stand_by_for_24_hours_swap_and_answer_calls(city, enter):
    clerk, unit = enter("unit_user", city.hospital), city.hospital
    first = Membership.objects.get(unit=unit)
    second = make_member(unit, Role.UNIT_USER, "bingqu")
    roster = done(clerk, "rosters/new/", unit=unit.pk, name="病区主任待命", hours="24 小时", since=days(0), phone="0390-1234")  # fmt: skip
    done(clerk, f"rosters/{roster}/fill/", first=days(0), last=days(3), people=[first.pk, second.pk])  # fmt: skip
    month = f"rosters/{roster}/?month={timezone.localdate():%Y-%m}"
    assert first.person.name in look(clerk, month)
    shift = _first_id(clerk.get(f"/patrols/rosters/{roster}/").content.decode(), "shifts")
    done(clerk, f"shifts/{shift}/swap/", to=second.pk, reason="出诊")
    assert "等对方答复的换班" in look(clerk, month)
    other = enter_as(second)
    assert "出诊" in look(other, "rosters/")
    swap = _first_id(other.get("/patrols/rosters/").content.decode(), "swaps")
    done(other, f"swaps/{swap}/answer/", agreed="1")
    assert "等对方答复的换班" not in look(clerk, month)

    at = timezone.localtime() - timedelta(minutes=30)
    on = f"{at:%Y-%m-%d %H:%M}"
    came = f"{at + timedelta(minutes=18):%Y-%m-%d %H:%M}"
    done(clerk, f"rosters/{roster}/calls/new/", matter="停电", called_at=on, answered_at=came)

    assert "停电bingqu18" in look(clerk, month)
    assert "1次" in figure(clerk, "calls", unit)
    early = refused(clerk, f"rosters/{roster}/calls/new/", matter="漏水", called_at=came, answered_at=on)  # fmt: skip
    assert "到场时间早于来电时间" in early


def enter_as(member) -> Client:
    client = Client()
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(member.person, backend=backend)
    return client


def _first_id(page: str, what: str) -> int:
    return int(re.search(rf"/patrols/{what}/(\d+)/", page)[1])
