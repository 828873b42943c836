"""Wishes from gathering to fulfilling; stand-in parents, contacts, files of children."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from youju.aid import actions, queries
from youju.aid.actions import Wished
from youju.aid.models import ChildFile, StandIn
from youju.aid.rules.wishes import Group, Helper, Kind, State
from youju.aid.tests.world import SINCE, TODAY, Village, figure, twice, wrong_facts
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.volunteers.actions import About, add_volunteer

JUNE = date(2026, 6, 1)


def a_wish(village: Village, name="王奶奶", **told):
    wished = Wished(**{"kind": Kind.WISH, "name": name, "group": Group.OLD, "on": JUNE, "text": "一台收音机", **told})  # fmt: skip
    return twice(lambda **how: actions.gather_wish(village.community, wished, **how), **village.by(village.staff))  # fmt: skip


def take(village: Village, wish, **told):
    more = {"helper": "李党员", "helper_kind": Helper.MEMBER, "on": JUNE, **told}
    return twice(lambda **how: actions.take_wish(wish.pk, **more, **how), **village.by(village.staff))  # fmt: skip


def test_wishes_are_gathered_taken_fulfilled_and_counted(village: Village, monkeypatch):
    served = []
    monkeypatch.setattr("youju.aid.actions.wishes.set_links", lambda *a, **_k: served.append(a))
    for n in range(5):
        wish = a_wish(village, f"王{n}奶奶")
        take(village, wish)
        told = {"on": JUNE, "result": "已送到家", "photos": [1] if n == 0 else []}
        twice(lambda pk=wish.pk, told=told, **how: actions.fulfil_wish(pk, **told, **how), **village.by(village.staff))  # fmt: skip

    assert figure(village.community, "wishes_done") == "5名" and len(served) == 1
    wish.refresh_from_db()
    assert "王4" not in str(wish.person) and wrong_facts() == []
    assert queries.wish_counts(queries.wishes_of(village.staff, village.community)) == {"done": 5}


def test_a_wish_is_given_back_and_taken_down(village: Village):
    wish = take(village, a_wish(village))

    twice(lambda **how: actions.release_wish(wish.pk, **how), **village.by(village.staff))
    wish.refresh_from_db()
    assert (wish.state, wish.helper) == (State.GATHERED, "")
    twice(lambda **how: actions.drop_wish(wish.pk, **how), **village.by(village.staff))
    assert figure(village.community, "wishes") == "0个"
    with pytest.raises(Refused, match="还没有到"):
        a_wish(village, on=TODAY + timedelta(1))
    with pytest.raises(Refused, match="认领日期"):
        take(village, a_wish(village), on=date(2026, 5, 1))


def test_each_party_member_accompanies_one_elder_a_festival(village: Village):
    told = {"kind": Kind.COMPANY, "group": Group.WUBAO, "occasion": "2026年春节"}
    take(village, a_wish(village, "王奶奶", **told))

    with pytest.raises(Refused, match="李党员 在2026年春节已经一帮一"):
        take(village, a_wish(village, "张大爷", **told))
    take(village, a_wish(village, "张大爷", **told | {"occasion": "2026年重阳"}))


def test_a_volunteer_of_the_register_takes_a_wish(village: Village):
    one = add_volunteer(village.community, About("袁志愿"), registered_on=SINCE, **village.by(village.staff))  # fmt: skip
    how = {"helper": "", "helper_kind": Helper.OTHER}

    wish = take(village, a_wish(village), volunteer_id=one.pk, **how)
    assert (wish.helper, wish.helper_kind, wish.volunteer_id) == ("袁志愿", "volunteer", one.pk)
    with pytest.raises(Refused, match="名册里没有"):
        take(village, a_wish(village), volunteer_id=one.pk + 1, **how)


def pair_child(village: Village, child, actor=None, **told):
    more = {"helper": "李阿姨", "phone": "13800000001", "guardian": "奶奶", "consent": True, "since": SINCE, **told}  # fmt: skip
    return twice(lambda **how: actions.stand_in(child.pk, **more, **how), **village.by(actor or village.staff))  # fmt: skip


def test_a_stand_in_parent_keeps_the_rhythm_or_is_late(village: Village):
    child = village.child()
    one = pair_child(village, child)
    with pytest.raises(Refused, match="已有爱心家长"):
        pair_child(village, child, helper="王阿姨")
    told = {"note": "成绩进步"}
    made = twice(lambda **how: actions.contact(one.pk, TODAY, ["call", "odd"], **told, **how), **village.by(village.staff))  # fmt: skip

    late = {due.duty.code for due in queries.due_in(one) if due.late(TODAY)}
    assert "call" not in late and {"visit", "child", "teacher"} <= late
    assert queries.contacts_late_at(village.staff, TODAY) == 1
    assert figure(village.community, "contacts") == "1次"
    twice(lambda **how: actions.withdraw_contact(made.pk, why="记错了", **how), **village.by(village.staff))  # fmt: skip
    assert figure(village.community, "contacts") == "" and wrong_facts() == []
    assert "call" in {due.duty.code for due in queries.due_in(one) if due.late(TODAY)}
    assert figure(village.community, "stand_ins") == "不足5人"
    with pytest.raises(Refused, match="结对之后"):
        actions.end_stand_in(one.pk, on=date(2026, 1, 1), **village.by(village.staff))
    twice(lambda **how: actions.end_stand_in(one.pk, on=TODAY, **how), **village.by(village.staff))
    with pytest.raises(Refused, match="已经结束"):
        actions.end_stand_in(one.pk, on=TODAY, **village.by(village.staff))
    assert wrong_facts() == []


def test_stand_ins_need_a_registered_child_a_day_and_a_role(village: Village):
    plain = village.child(2, kind="")

    with pytest.raises(Refused, match="先在住户里登记"):
        pair_child(village, plain)
    with pytest.raises(Refused, match="还没有到"):
        pair_child(village, village.child(3), since=TODAY + timedelta(1))
    with pytest.raises(Forbidden, match="救助专员"):
        pair_child(village, plain, actor=village.grid_worker)
    with pytest.raises(Missing):
        pair_child(village, plain, actor=village.neighbour)
    assert not StandIn.objects.exists()


def test_a_childs_file_is_sealed_kept_up_and_makes_the_streets_register(village: Village):
    child = village.child()
    told = {"guardian": "奶奶", "consent": True, "school": "一小"}
    how = village.by(village.care)
    twice(lambda **more: actions.keep_file(child.pk, **told, parents="在外地", **more), **how)
    actions.keep_file(child.pk, **told | {"school": ""}, wants="补习", **village.by(village.care))

    kept = ChildFile.objects.get()
    assert "一小" not in str(kept.school) and kept.school and kept.wants
    assert figure(village.district, "registers") == "1个"
    assert figure(village.community, "files") == "不足5人"
    (line,) = queries.children_lines(village.staff, village.community, [child])
    assert (line.kinds, line.file, line.stand_in) == (("留守儿童",), kept, None)
    assert list(queries.children_at(village.grid_worker, village.grid)) == []
    assert queries.file_of(village.staff, child) == kept


def test_what_is_left_empty_of_a_file_stays_and_what_is_to_go_is_written(village: Village):
    child = village.child()
    told = {"guardian": "奶奶", "consent": True}
    actions.keep_file(child.pk, **told, school="一小", parents="在外地", **village.by(village.care))

    actions.keep_file(child.pk, **told, school="无", wants="补习", **village.by(village.care))

    kept = ChildFile.objects.get()
    assert (kept.school, kept.parents.open(), kept.wants.open()) == ("", "在外地", "补习")
    counts = queries.child_counts(village.staff, village.community)
    assert counts[0] == ("left_behind", "留守儿童", 1)
    assert wrong_facts() == []
