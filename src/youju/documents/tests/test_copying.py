"""Words that stand in another report too: what counts, what is shown, who sees it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from youju.documents import actions, copying, queries
from youju.documents.copying import compared, fingerprints, own_words
from youju.documents.models import Fingerprint, Report
from youju.documents.tests.test_corrections import worded
from youju.documents.tests.test_pages import signed_in
from youju.documents.tests.world import JULY, a_clean_up, a_draft, a_world
from youju.kernel.refusal import Missing

FIRST = "组织党员、志愿者和居民代表开展集中整治35次，清理垃圾50余车，楼道堆物全部清完，居民都说好。"
AGAIN = "我们组织党员、志愿者和居民代表开展集中整治{{次数}}，清理垃圾{{清理垃圾}}，楼道堆物全部清完。另外设了宣传栏。"
OTHER = "社区每月举办一次市民课堂，请来的老师讲政策、讲科普、讲法律，听课的人一次比一次多。"


def test_the_same_words_share_a_sign_whatever_the_numbers():
    assert fingerprints(FIRST) & fingerprints(AGAIN)
    assert not fingerprints(FIRST) & fingerprints(OTHER)
    assert fingerprints("短句。") == set()
    assert fingerprints("組織黨員、志願者和居民代表開展集中整治") & fingerprints(FIRST)


def test_every_copy_of_thirteen_characters_leaves_a_sign():
    words = "甲乙丙丁戊己庚辛壬癸子丑寅"
    for before in ("", "一会儿", "前面还有十来个字的话", "前面还有更长一些的十来个字的话"):
        assert fingerprints(before + words + "后面不同的话") & fingerprints(
            "别的" + words + "又是别的结尾"
        )


def test_passages_stand_side_by_side_longest_first():
    found = compared(AGAIN, FIRST + OTHER[:20])

    (passage,) = found.passages
    assert passage.here == AGAIN[2:-9]
    assert passage.there == FIRST[:-7]
    assert 50 < found.share < 100
    assert compared("", FIRST) == copying.Copy(0, ())
    assert compared(OTHER, FIRST).passages == ()
    two = compared(OTHER + FIRST, FIRST + OTHER)
    assert [one.here[:4] for one in two.passages] == ["组织党员", "社区每月"]
    assert two.share == 100


def test_a_text_whose_simplified_form_is_longer_is_compared_as_it_is(monkeypatch):
    monkeypatch.setattr(copying, "to_simplified", lambda text: text + "x")
    assert copying.signs("清理3车") == ("清理0", [(0, 1), (1, 2), (2, 4)])


def test_what_a_template_brings_is_nobodys_own_words():
    shipped = ["开展环境卫生整治。清理垃圾{{清理垃圾}}。"]
    assert own_words(["开展环境卫生整治。" + OTHER], shipped) == OTHER


@pytest.mark.django_db
def test_reports_from_one_template_share_nothing_until_words_are_copied(client):
    world, _leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")
    old, new = a_draft(world.clerk), a_draft(world.clerk)
    assert queries.copied_in(world.clerk, new) == []
    worded(world.clerk, FIRST, old)
    new = worded(world.clerk, FIRST.replace("35", "41") + OTHER, new)

    (found,) = queries.copied_in(world.clerk, new)

    assert found.report == old
    assert 40 < found.copy.share < 70
    signed_in(client, world.clerk)
    page = client.get(new.get_absolute_url()).content.decode()
    assert f"自写的话有 {found.copy.share}% 相同，1 段" in page
    side = client.get(reverse("documents:copied", args=[new.pk])).content.decode()
    assert "集中整治35次" in side and "集中整治41次" in side
    assert (
        "没有相同的段落"
        in client.get(reverse("documents:copied", args=[a_draft(world.clerk).pk])).content.decode()
    )


@pytest.mark.django_db
def test_only_reports_in_sight_are_told_and_signs_follow_the_words():
    world, _leader = a_world()
    own = worded(world.clerk, FIRST)
    next_door = worded(world.neighbour, FIRST)
    assert queries.copied_in(world.clerk, own) == []
    with pytest.raises(Missing):
        queries.report_for(world.clerk, next_door.pk)
    street = a_draft(world.street_office, world.street)
    street = worded(world.street_office, FIRST, street)
    assert {one.report for one in queries.copied_in(world.street_office, street)} == {
        own,
        next_door,
    }

    Report.objects.filter(pk=own.pk).update(state="dropped")
    assert [one.report for one in queries.copied_in(world.street_office, street)] == [next_door]
    next_door.refresh_from_db()
    worded(world.neighbour, OTHER, next_door)
    assert queries.copied_in(world.street_office, street) == []
    assert set(
        Fingerprint.objects.filter(report=next_door).values_list("value", flat=True)
    ) == fingerprints(OTHER)


@pytest.mark.django_db
def test_few_words_in_common_are_not_worth_telling():
    world, _leader = a_world()
    worded(world.clerk, FIRST[:16] + "到处都是鲜花")
    long = worded(world.clerk, FIRST[:16] + OTHER * 4)

    assert queries.copied_in(world.clerk, long) == []


@pytest.mark.django_db
def test_a_correction_says_the_same_on_purpose():
    world, leader = a_world()
    report = worded(world.clerk, FIRST)
    actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
    actions.issue_report(report.pk, actor=leader, now=JULY, key=uuid4())
    again = actions.start_correction(report.pk, actor=world.clerk, now=JULY, key=uuid4())

    assert again.fingerprints.count() == report.fingerprints.count() > 0
    assert queries.copied_in(world.clerk, again) == []
    assert queries.copied_in(world.clerk, report) == []
