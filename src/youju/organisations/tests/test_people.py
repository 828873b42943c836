"""Accounts and posts, locks and sessions, protected values, what records count."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from youju.audit.actions import SYSTEM
from youju.audit.queries import Entry, Outcome
from youju.kernel.crypto import KeyRing, KeyUnknown, mask_all, mask_id_number, mask_name, mask_phone
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.organisations import actions, hooks, measures, rules
from youju.organisations.fields import Sealed
from youju.organisations.models import BlockHelper, Membership, RolePolicy, SignIn
from youju.organisations.queries import needs_second_factor
from youju.organisations.queries.security import locks
from youju.organisations.rules import Role, UnitKind
from youju.organisations.tests.factories import City, make_member, make_unit

DAY = date(2026, 3, 5)
OLD, NEW = "k1:" + "0f" * 32, "k2:" + "a1" * 32
pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return City()


def how(actor=SYSTEM, **more):
    return {"actor": actor, "now": timezone.now(), **more}


def test_a_new_account_must_change_its_first_password(city):
    admin = make_member(city.district, Role.SYSADMIN)
    key = uuid4()

    person, password = actions.add_person(
        city.community, Role.STAFF, "jq-zhang", "张某", **how(admin, key=key)
    )
    again, nothing = actions.add_person(
        city.community, Role.STAFF, "jq-zhang", "张某", **how(admin, key=key)
    )

    assert person.check_password(password)
    assert person.must_change_password
    assert (again.pk, nothing) == (person.pk, "")
    assert person.memberships.get().unit == city.community


def test_accounts_are_refused_where_they_must_be(city):
    admin = make_member(city.district, Role.SYSADMIN, "admin")
    staff = make_member(city.community, Role.STAFF, "staff")
    where = (city.community, Role.STAFF)

    for args, reason in (
        ((*where, "STAFF", "张某"), "已有人使用"),
        ((*where, "jq-zhang", " "), "填姓名"),
        ((*where, "张", "张某"), "登录名"),
        ((city.elsewhere, Role.STAFF, "jq-zhang", "张某"), "不在您的单位范围内"),
    ):
        with pytest.raises(Refused, match=reason):
            actions.add_person(*args, **how(admin))
    with pytest.raises(Forbidden, match="社区专干不能"):
        actions.add_person(*where, "jq-zhang", "张某", **how(staff))


def test_a_post_ends_and_can_begin_again(city):
    member = make_member(city.community, Role.STAFF, "staff")
    key = uuid4()
    for _ in range(2):
        actions.end_membership(member, until=DAY, **how(key=key))
    member.refresh_from_db()
    with pytest.raises(Refused, match="已经填过结束日期"):
        actions.end_membership(member, until=DAY, **how())

    where = (member.person, city.community, Role.STAFF)
    key = uuid4()
    for _ in range(2):
        again = actions.add_membership(*where, since=date(2026, 4, 1), **how(key=key))

    assert (again.pk, again.until) == (member.pk, None)
    with pytest.raises(Refused, match="已在这个岗位上"):
        actions.add_membership(*where, **how())
    with pytest.raises(Refused, match="管理员"):
        actions.add_membership(member.person, city.community, Role.AUDITOR, **how())


def test_a_reset_ends_every_session(city):
    member = make_member(city.community, Role.STAFF, "staff")
    SignIn.objects.create(person=member.person, session_key="none", at=timezone.now())
    key = uuid4()

    password = actions.reset_password(member.person, city.community, **how(key=key))
    nothing = actions.reset_password(member.person, city.community, **how(key=key))

    member.person.refresh_from_db()
    assert member.person.check_password(password)
    assert nothing == ""
    assert not SignIn.objects.filter(ended_at=None).exists()


def test_nobody_takes_over_an_account_that_holds_a_post_above_their_units(city):
    admin = make_member(city.community, Role.SYSADMIN, "admin")
    security = make_member(city.community, Role.SECADMIN, "security")
    leader = make_member(city.community, Role.STAFF, "leader")
    Membership.objects.create(person=leader.person, unit=city.city, role=Role.LEADER)
    before = leader.person.password

    with pytest.raises(Forbidden, match="管理范围以外的岗位"):
        actions.reset_password(leader.person, city.community, **how(admin))
    with pytest.raises(Forbidden, match="管理范围以外的岗位"):
        actions.set_active(leader.person, city.community, False, **how(admin))
    with pytest.raises(Forbidden, match="管理范围以外的岗位"):
        actions.drop_second_factor(leader.person, city.community, **how(security))

    leader.person.refresh_from_db()
    assert (leader.person.password, leader.person.is_active) == (before, True)


def test_an_account_is_switched_off_and_on_but_not_the_own(city):
    admin = make_member(city.district, Role.SYSADMIN, "admin")
    member = make_member(city.community, Role.STAFF, "staff")
    SignIn.objects.create(person=member.person, session_key="none", at=timezone.now())
    key = uuid4()

    for _ in range(2):
        actions.set_active(member.person, city.district, False, **how(admin, key=key))
    member.person.refresh_from_db()

    assert not member.person.is_active
    assert not SignIn.objects.filter(ended_at=None).exists()
    actions.set_active(member.person, city.district, True, **how(admin))
    with pytest.raises(Refused, match="不能停用自己"):
        actions.set_active(admin.person, city.district, False, **how(admin))


def test_accounts_are_imported_row_by_row(city):
    rows = [
        {
            "姓名": "张某",
            "登录名": "jq-zhang",
            "角色": "网格员",
            "单位": "金桥社区",
            "职务": "一网格",
        },
        {"姓名": "李某", "登录名": "jq-li", "角色": "主任"},
        {"姓名": "王某", "登录名": "jq-zhang", "角色": "社区专干"},
    ]

    made, bad = actions.import_people(city.street, rows, **how())

    assert [person.username for person, _password in made] == ["jq-zhang"]
    assert [number for number, _reason in bad] == [3, 4]


def test_the_security_administrator_alone_lifts_locks_and_demands_codes(city):
    root = make_member(city.city, Role.SECADMIN, "root-sec")
    below = make_member(city.district, Role.SECADMIN, "sec")
    member = make_member(city.community, Role.STAFF, "staff")
    began = SignIn.objects.create(person=member.person, session_key="none", at=timezone.now())

    actions.unlock("staff", city.district, **how(below))
    actions.close_session(began, city.district, **how(below))
    actions.drop_second_factor(member.person, city.district, **how(below))
    actions.demand_second_factor(Role.OFFICE, True, **how(root))

    began.refresh_from_db()
    assert began.ended_at is not None
    assert needs_second_factor("office")
    assert not needs_second_factor("staff")
    with pytest.raises(Forbidden):
        actions.demand_second_factor(Role.OFFICE, False, **how(below))
    with pytest.raises(Forbidden):
        actions.unlock("staff", city.community, **how(member))
    assert RolePolicy.objects.get().second_factor


def test_locked_names_are_shown_within_the_root_and_unknown_ones_where_there_is_but_one(city):
    root = make_member(city.city, Role.SECADMIN, "root-sec")
    below = make_member(city.district, Role.SECADMIN, "sec")
    make_member(city.community, Role.STAFF, "own")
    for name in ("own", "foreign", "nobody"):
        AccessAttempt.objects.create(username=name, failures_since_start=5)

    def names(member):
        return set(locks(member).values_list("username", flat=True))

    assert names(root) == {"own", "foreign", "nobody"}
    assert names(below) == {"own"}
    make_member(make_unit("外市", UnitKind.CITY), Role.STAFF, "foreign")
    assert names(root) == {"own"}


def test_a_security_act_sent_twice_is_done_once(city):
    root = make_member(city.city, Role.SECADMIN, "root-sec")
    member = make_member(city.community, Role.STAFF, "staff")
    began = SignIn.objects.create(person=member.person, session_key="none", at=timezone.now())
    acts = (
        lambda key: actions.unlock("staff", city.district, **how(root, key=key)),
        lambda key: actions.close_session(began, city.district, **how(root, key=key)),
        lambda key: actions.drop_second_factor(member.person, city.district, **how(root, key=key)),
        lambda key: actions.demand_second_factor(Role.STAFF, True, **how(root, key=key)),
    )

    for act in acts:
        key = uuid4()
        act(key)
        before = Entry.objects.count()
        RolePolicy.objects.update(second_factor=False)
        act(key)
        assert Entry.objects.count() == before

    assert not needs_second_factor("staff")


def test_an_account_opened_again_keeps_its_sessions(city):
    admin = make_member(city.district, Role.SYSADMIN)
    member = make_member(city.community, Role.STAFF, "staff")
    began = SignIn.objects.create(person=member.person, session_key="none", at=timezone.now())

    actions.set_active(member.person, city.community, True, **how(admin))

    began.refresh_from_db()
    assert began.ended_at is None
    assert member.person.is_active


def a_helper(city, phone="13812345678") -> BlockHelper:
    role = rules.HelperRole.STAIR_HEAD
    made = actions.add_helper(
        city.community, "3号楼", role, "楼长", since=DAY, phone=phone, **how()
    )
    return BlockHelper.objects.get(pk=made.pk)


def test_a_protected_value_is_masked_until_the_care_officer_gives_a_reason(city):
    helper = a_helper(city)
    care = make_member(city.community, Role.CARE_OFFICER, "care")
    staff = make_member(city.community, Role.STAFF, "staff")

    plain = actions.open_protected(helper, "phone", city.community, "通知动员会", **how(care))

    assert plain == "13812345678"
    assert (str(helper.phone), repr(helper.phone)) == ("138****5678", "<Sealed>")
    assert "13812345678" not in helper.phone.token
    look = Entry.objects.get(outcome=Outcome.LOOKED)
    assert (look.subject_id, look.detail["reason"]) == (str(helper.pk), "通知动员会")
    with pytest.raises(Forbidden):
        actions.open_protected(helper, "phone", city.community, "通知动员会", **how(staff))
    with pytest.raises(Missing):
        actions.open_protected(
            a_helper_without(city), "phone", city.community, "通知动员会", **how(care)
        )


def a_helper_without(city) -> BlockHelper:
    role = rules.HelperRole.DELEGATE
    made = actions.add_helper(city.community, "5号楼", role, "代表", since=DAY, **how())
    return BlockHelper.objects.get(pk=made.pk)


def test_a_new_first_key_re_encrypts_every_value(city, settings):
    settings.FIELD_KEYS = OLD
    helper = a_helper(city)
    a_helper_without(city)
    settings.FIELD_KEYS = f"{NEW},{OLD}"

    changed = actions.rotate_field_keys()

    helper.refresh_from_db()
    assert changed == 1
    assert helper.phone.token.startswith("k2.")
    assert helper.phone.open() == "13812345678"
    assert actions.rotate_field_keys() == 0


def test_a_ring_binds_values_to_their_column_and_notices_changes():
    ring, both = KeyRing.parse(OLD), KeyRing.parse(f"{NEW},{OLD}")
    token = ring.encrypt("13812345678", "a.b")

    assert both.decrypt(token, "a.b") == "13812345678"
    assert both.rotated(token, "a.b").startswith("k2.")
    assert ring.rotated(token, "a.b") == token
    assert ring.blind_index("1", "a") in both.blind_indexes("1", "a")
    for wrong, context in ((token, "a.c"), (token[:-4] + "AAA=", "a.b"), ("k9.x", "a.b")):
        with pytest.raises(KeyUnknown):
            ring.decrypt(wrong, context)
    for text in ("", "k1:00", f"{OLD},{OLD}"):
        with pytest.raises(ValueError):
            KeyRing.parse(text)


def test_masks_tell_little():
    assert mask_phone("051265551234") == "051****1234"
    assert mask_phone("96339") == "***39"
    assert mask_phone("110") == "****"
    assert mask_id_number("32050219900101001X") == "320***********001X"
    assert mask_id_number("123") == "****"
    assert (mask_name("张某某"), mask_name("")) == ("张**", "")
    assert (mask_all("x"), mask_all("")) == ("****", "")
    assert Sealed("t", "c", "all") == Sealed("t", "c", "all")
    assert len({Sealed("t", "c", "all"), Sealed("t", "c", "all")}) == 1


def test_members_are_counted_from_month_to_month(city):
    kind = rules.GroupKind.LEADING
    group = actions.set_up_group(city.community, kind, "领导小组", set_up_on=DAY, **how())
    first = actions.add_post(group, rules.Rank.HEAD, "甲", since=DAY, **how())
    actions.add_post(group, rules.Rank.MEMBER, "乙", since=DAY, **how())
    actions.end_post(first, until=date(2026, 5, 31), **how())

    found = measures.counted("organisations.group", group.pk)

    members = [(c.on, c.quantity.value) for c in found if c.measure == "org.group_members"]
    assert members == [(date(2026, 3, 5), 2), (date(2026, 6, 1), 1)]
    assert measures.counted("organisations.group", 0) == []
    assert measures.titles("organisations.group", [str(group.pk)]) == {str(group.pk): "领导小组"}


def test_a_hook_that_fails_undoes_the_act(city):
    def fails(kind, record_id, now):
        raise RuntimeError

    hooks.RECORD_CHANGED.append(fails)
    try:
        with pytest.raises(RuntimeError):
            a_helper(city)
    finally:
        hooks.RECORD_CHANGED.remove(fails)

    assert not BlockHelper.objects.exists()
