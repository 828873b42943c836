"""Donations handed over and made public; grants to pupils and children."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from youju.aid import actions, queries
from youju.aid.actions import Gift, Granted, Handed
from youju.aid.rules.giving import Donor, Help, Receiver
from youju.aid.tests.world import Village, figure, twice, wrong_facts
from youju.kernel.quantity_text import parse_quantity
from youju.kernel.refusal import Missing, Refused

MAY = date(2026, 5, 8)


def a_drive(village: Village):
    told = {"since": date(2026, 5, 1), "purpose": "大病救助"}
    return twice(lambda **how: actions.start_drive(village.community, "爱心募捐", **told, **how), **village.by(village.staff))  # fmt: skip


def give(village: Village, drive, **told):
    gift = Gift(MAY, **told)
    return twice(lambda **how: actions.donate(drive.pk, gift, **how), **village.by(village.staff))


def test_gifts_are_summed_handed_over_and_shown_with_masked_names(village: Village):
    drive = a_drive(village)
    give(village, drive, donor=Donor.UNIT, name="市供电局", amount=parse_quantity("1.8万元"))
    give(village, drive, donor=Donor.UNIT, donors=15, amount=parse_quantity("75000元"))
    give(village, drive, donor=Donor.PERSON, name="李爱心", amount=parse_quantity("500元"))
    give(
        village,
        drive,
        donor=Donor.PERSON,
        unnamed=True,
        goods="棉被",
        worth=parse_quantity("200元"),
    )
    handed = Handed(MAY, Receiver.HOUSEHOLD, "", 6, Decimal(6000))
    twice(lambda **how: actions.hand_over(drive.pk, handed, **how), **village.by(village.staff))
    with pytest.raises(Refused, match=r"还可发放 8\.75万元"):
        actions.hand_over(drive.pk, Handed(MAY, Receiver.PERSON, "王", 1, Decimal(90000)), **village.by(village.staff))  # fmt: skip
    with pytest.raises(Missing):
        queries.public_drive(village.district, drive.pk)
    twice(lambda **how: actions.publish_drive(drive.pk, **how), **village.by(village.staff))

    shown = queries.public_drive(village.district, drive.pk)
    assert [name for name, _one in shown.donors] == ["市供电局", "15 个单位", "李**", "爱心人士"]
    assert shown.receivers == [("困难户 6 户", Decimal(6000))]
    assert shown.sums.given.text() == "9.35万元" and shown.sums.left == 87500
    for code, told in (("donated", "9.35万元"), ("donor_units", "16个"), ("donors", "2人"), ("worth", "200元"), ("handed", "6000元"), ("drives", "1场")):  # fmt: skip
        assert figure(village.district, code) == told, code
    assert wrong_facts() == []


def test_a_gift_of_something_else_than_money_is_refused(village: Village):
    drive = a_drive(village)

    with pytest.raises(Refused, match="不是金额"):
        give(village, drive, donor=Donor.UNIT, name="甲", amount=parse_quantity("5车"))
    for much, said in (("5车", "不是金额"), ("10001万元", "1亿元")):
        with pytest.raises(Refused, match=said) as refusal:
            give(
                village,
                drive,
                donor=Donor.UNIT,
                name="甲",
                goods="棉被",
                worth=parse_quantity(much),
            )
        assert refusal.value.field == "worth"
    few = Handed(MAY, Receiver.PERSON, "王大爷", 1, goods="棉被")
    actions.hand_over(drive.pk, few, photos=(), **village.by(village.staff))
    give(
        village, drive, donor=Donor.UNIT, name="甲", unnamed=True, amount=parse_quantity("10余万元")
    )
    actions.publish_drive(drive.pk, **village.by(village.staff))
    shown = queries.public_drive(village.community, drive.pk)
    assert shown.receivers == [("个人 不足 5 人", None)] and shown.donors[0][0] == "爱心单位"
    assert figure(village.community, "donated") == "10余万元"
    many = give(village, drive, donor=Donor.PERSON, donors=30, unnamed=True, amount=parse_quantity("900元"))  # fmt: skip
    assert queries.donor_name(many) == "爱心人士 30 人"


def a_grant(village: Village, **told):
    given = Granted(**{"fund": "助学基金", "help": Help.SCHOOL, "on": MAY, **told})
    return twice(lambda **how: actions.grant(village.community, given, **how), **village.by(village.staff))  # fmt: skip


def test_grants_count_by_fund_and_children_are_listed_with_consent(village: Village):
    whole = {"pupils": parse_quantity("203名"), "amount": parse_quantity("6.5万余元")}
    a_grant(village, **whole)
    one = a_grant(village, pupils=parse_quantity("5名"), amount=parse_quantity("5000元"), goods="文具书籍", pieces=parse_quantity("上千件"), agency="社区")  # fmt: skip
    told = {"guardian": "奶奶", "consent": True, "school": "一小", "amount": Decimal(1000)}
    kept = twice(lambda **how: actions.list_child(one.pk, "小禾", **told, **how), **village.by(village.staff))  # fmt: skip

    kept.refresh_from_db()
    assert "小禾" not in str(kept.name) and "小禾" not in kept.token
    with pytest.raises(Refused, match="今年已由同一基金资助"):
        actions.list_child(one.pk, "小禾", **told, **village.by(village.staff))
    with pytest.raises(Refused, match="孩子的姓名"):
        actions.list_child(one.pk, " ", **told, **village.by(village.staff))
    with pytest.raises(Refused, match="监护人同意"):
        actions.list_child(one.pk, "小麦", **told | {"consent": False}, **village.by(village.staff))
    (line,) = queries.grants_by_fund(queries.grants_of(village.staff, village.community))
    assert line[:2] == ("助学基金", 2026) and line[2].value == 208
    assert figure(village.community, "pupils") == "208名" and wrong_facts() == []
    with pytest.raises(Refused, match="基金"):
        a_grant(village, fund=" ", **whole)


def test_help_for_few_street_children_is_told_as_few(village: Village):
    a_grant(
        village, fund="救助站", help=Help.STREET, pupils=parse_quantity("2人"), goods="护送返家"
    )

    assert figure(village.community, "street") == "不足5人"


def test_a_paper_serves_a_handing_over(village: Village, monkeypatch):
    served = []
    monkeypatch.setattr("youju.aid.actions.giving.set_links", lambda kind, *_a, **_k: served.append(kind))  # fmt: skip
    drive = a_drive(village)

    actions.hand_over(drive.pk, Handed(MAY, Receiver.UNIT, "一小", goods="书"), photos=[1], **village.by(village.staff))  # fmt: skip

    assert served == ["aid.handover"]


def test_what_was_recorded_by_mistake_is_taken_back_and_counts_no_more(village: Village):
    drive = a_drive(village)
    wrong = give(village, drive, donor=Donor.UNIT, name="甲", amount=parse_quantity("900元"))
    handed = Handed(MAY, Receiver.PERSON, "王", amount=Decimal(100))
    out = actions.hand_over(drive.pk, handed, **village.by(village.staff))
    one = a_grant(village, pupils=parse_quantity("8人"), amount=parse_quantity("800元"))

    with pytest.raises(Refused, match="发放不能超过收到的"):
        actions.withdraw_donation(wrong.pk, why="记错了", **village.by(village.staff))
    for act, pk in (
        (actions.withdraw_handover, out.pk), (actions.withdraw_donation, wrong.pk), (actions.withdraw_grant, one.pk),
    ):  # fmt: skip
        with pytest.raises(Refused, match="原因"):
            act(pk, why="", **village.by(village.staff))
        twice(
            lambda act=act, pk=pk, **how: act(pk, why="记错了", **how), **village.by(village.staff)
        )
        with pytest.raises(Refused, match="已经撤回"):
            act(pk, why="记错了", **village.by(village.staff))

    for code in ("donated", "handed", "granted"):
        assert figure(village.community, code) == "", code
    assert figure(village.community, "pupils") == "0名" and wrong_facts() == []
