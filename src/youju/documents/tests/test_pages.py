from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse

from youju.documents import actions, queries
from youju.documents.models import Report, Template
from youju.documents.tests.world import JULY, a_clean_up, a_draft, a_world, issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    world, leader = a_world()
    a_clean_up(world.clerk, date(2026, 3, 6), rubbish="50余")
    return world, leader


def signed_in(client, member):
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_report_is_started_from_its_page(client, place):
    world, _leader = place
    signed_in(client, world.clerk)
    template = Template.objects.get(code="half-year", live=True)

    answer = client.post(
        reverse("documents:start"),
        {
            "template": template.pk,
            "unit": world.jinqiao.pk,
            "period": "2026年上半年",
            "key": str(uuid4()),
        },
    )

    report = Report.objects.get()
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "50余车" in page
    assert "金桥社区2026年上半年文明创建工作总结" in page
    assert "没有写进去的" not in page or "照片" in page
    assert report.period.code == "2026H1"


def test_a_start_without_a_period_says_so_at_the_field_and_keeps_the_rest(client, place):
    world, _leader = place
    signed_in(client, world.clerk)

    answer = client.post(
        reverse("documents:start"),
        {"unit": world.jinqiao.pk, "period": "前阵子", "key": str(uuid4())},
    )

    assert answer.status_code == 422
    assert "“前阵子”不是时段" in answer.content.decode()
    assert 'value="前阵子"' in answer.content.decode()
    assert not Report.objects.exists()


def test_a_number_opens_the_entries_behind_it(client, place):
    world, _leader = place
    report = a_draft(world.clerk)
    signed_in(client, world.clerk)
    page = client.get(report.get_absolute_url()).content.decode()
    assert "50余车" in page

    panel = client.get(
        reverse("documents:number", args=[report.pk, 2]), headers={"HX-Request": "true"}
    ).content.decode()

    assert "清理垃圾" in panel
    assert "周末清洁日" in panel
    assert reverse("ledgers:entry", args=[1]).rsplit("/", 2)[0] in panel


def test_the_panel_of_an_issued_number_tells_what_changed_since(client, place):
    world, leader = place
    report = issued(world, leader)
    a_clean_up(world.clerk, date(2026, 6, 27), rubbish="3")
    signed_in(client, world.clerk)

    page = client.get(report.get_absolute_url()).content.decode()
    position = report.numbers.get(name="清理垃圾").position
    panel = client.get(
        reverse("documents:number", args=[report.pk, position]), headers={"HX-Request": "true"}
    ).content.decode()

    assert "签发后有变" in page
    assert "签发后变了：50余车 → 53余车" in panel
    assert "补录" in panel
    assert "签发时封存 1 条" in panel


def test_a_foreign_report_is_not_found_and_a_stranger_must_sign_in(client, place):
    world, _leader = place
    report = a_draft(world.clerk)

    assert client.get(report.get_absolute_url()).status_code in (302, 403)
    signed_in(client, world.neighbour)
    assert client.get(report.get_absolute_url()).status_code == 404


def test_a_leader_signs_and_the_paper_proves_itself_to_anybody(client, place):
    world, leader = place
    report = a_draft(world.clerk)
    signed_in(client, world.clerk).post(
        reverse("documents:step", args=[report.pk, "send"]), {"key": str(uuid4())}
    )
    client.logout()
    signed_in(client, leader).post(
        reverse("documents:step", args=[report.pk, "issue"]), {"key": str(uuid4())}
    )
    client.logout()
    report.refresh_from_db()

    page = client.get(reverse("proof", args=[report.check_code])).content.decode()

    assert report.number == "金桥社区创〔2026〕1号"
    assert report.number in page
    assert "50余车" in page
    assert "周末清洁日" not in page
    asked = client.get(reverse("proof_ask"), {"code": report.check_code.lower()})
    assert asked.status_code == 302
    assert client.get(reverse("proof", args=["NOSUCHCODE"])).status_code == 404


def test_a_step_out_of_turn_is_refused_on_the_page(client, place):
    world, leader = place
    report = issued(world, leader)
    signed_in(client, world.clerk)

    answer = client.post(reverse("documents:step", args=[report.pk, "send"]), {"key": str(uuid4())})

    assert answer.status_code == 422
    assert "“已签发”的文稿不能改为“送审”" in answer.content.decode()
    assert client.post(reverse("documents:step", args=[report.pk, "burn"])).status_code == 404


def test_words_are_edited_with_a_preview(client, place):
    world, _leader = place
    report = a_draft(world.clerk)
    signed_in(client, world.clerk)
    url = reverse("documents:block", args=[report.pk, 0, 0])
    before = report.content["sections"][0]["blocks"][0]["source"]

    preview = client.post(url, {"preview": "1", "source": "清理{{清理垃圾}}，劝导300余起。"})
    refused = client.post(url, {"source": "{{清里}}。", "before": before, "key": str(uuid4())})
    saved = client.post(
        url, {"source": "清理{{清理垃圾}}。", "before": before, "key": str(uuid4())}
    )

    assert "50余车" in preview.content.decode()
    assert "no-source" in preview.content.decode()
    assert refused.status_code == 422
    assert "没有叫“清里”的数字" in refused.content.decode()
    assert "{{清里}}。" in refused.content.decode()
    assert saved.status_code == 302
    report.refresh_from_db()
    assert report.content["sections"][0]["blocks"][0]["source"] == "清理{{清理垃圾}}。"


def test_files_are_handed_out_and_logged(client, place):
    world, _leader = place
    report = a_draft(world.clerk)
    signed_in(client, world.clerk)

    answer = client.get(reverse("documents:word", args=[report.pk]))

    assert answer.content[:2] == b"PK"
    assert "attachment" in answer["Content-Disposition"]


def test_an_office_makes_a_template_of_its_own(client, place):
    world, _leader = place
    signed_in(client, world.street_office)
    template = Template.objects.get(code="half-year", live=True)
    url = reverse("documents:template", args=[template.pk])
    body = (
        "标题：{{单位}}{{时段}}总结\n主送：{{上级}}\n# 环境\n清理垃圾{{清理垃圾}}。\n@照片 4 | 照片"
    )

    preview = client.post(
        f"{reverse('documents:preview', args=[template.pk])}?period=2026H1", {"body": body}
    )
    refused = client.post(url, {"name": "柳荫半年", "body": "清理。", "key": str(uuid4())})
    answer = client.post(url, {"name": "柳荫半年", "body": body, "key": str(uuid4())})

    assert "清理垃圾" in preview.content.decode()
    assert "第一行写“标题：……”" in refused.content.decode()
    made = Template.objects.get(name="柳荫半年")
    assert answer["Location"] == reverse("documents:template", args=[made.pk])
    assert (made.unit, made.version, made.code) == (world.street, 1, f"half-year-{world.street.pk}")
    assert Template.objects.get(code="half-year").live


def test_community_staff_may_not_change_templates(client, place):
    world, _leader = place
    signed_in(client, world.clerk)
    template = Template.objects.get(code="half-year", live=True)

    answer = client.post(
        reverse("documents:template", args=[template.pk]),
        {"name": "改", "body": "标题：总结\n清理。", "key": str(uuid4())},
    )

    assert answer.status_code == 403
    assert Template.objects.count() == Template.objects.filter(unit=None).count()


def test_a_record_shows_the_reports_it_stands_in(client, place):
    world, leader = place
    report = issued(world, leader)
    signed_in(client, world.clerk)
    entry = report.numbers.get(name="清理垃圾").entries.get()

    page = client.get(
        reverse("documents:used_in"), {"kind": "ledgers.entry", "id": entry.source_id}
    ).content.decode()

    assert report.number in page
    nothing = client.get(reverse("documents:used_in"), {"kind": "x", "id": "1"}).content.decode()
    assert "还没有用于已签发的报告" in nothing


def test_the_list_can_be_filtered_by_state(client, place):
    world, leader = place
    issued(world, leader)
    draft = a_draft(world.clerk)
    actions.drop_report(draft.pk, actor=world.clerk, now=JULY, key=uuid4())
    signed_in(client, world.clerk)

    everything = client.get(reverse("documents:index")).content.decode()
    dropped = client.get(reverse("documents:index"), {"state": "dropped"}).content.decode()

    assert everything.count("文明创建工作总结") == 1
    assert "已作废" in dropped
    assert draft.get_absolute_url() in dropped


def test_title_and_addressee_of_a_draft_are_set_where_its_words_are(client, place):
    world, _leader = place
    signed_in(client, world.clerk)
    report = a_draft(world.clerk, code="appeal")
    url = reverse("documents:words", args=[report.pk])
    told = {"title": "{{单位}}致居民的倡议书", "addressee": "居民朋友们", "key": str(uuid4())}

    assert client.post(url, told).status_code == 302
    assert client.post(url, told).status_code == 302

    report.refresh_from_db()
    assert report.shown_title == f"{world.jinqiao.name}致居民的倡议书"
    wrong = client.post(url, told | {"title": "清理{{清理垃圾}}", "key": str(uuid4())})
    assert wrong.status_code == 422
    assert "这里不能写数字“清理垃圾”" in wrong.content.decode()
    long = client.post(url, told | {"title": "{{时段}}" * 20, "key": str(uuid4())})
    assert "标题要写，不超过 120 字" in long.content.decode()


def test_paper_text_is_marked_as_chinese_for_a_reader_of_english(client, place):
    world, _leader = place
    report = a_draft(world.clerk)
    signed_in(client, world.clerk)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = client.get(report.get_absolute_url()).content.decode()
    words = client.get(reverse("documents:words", args=[report.pk])).content.decode()

    assert 'lang="zh-CN">一、开展环境整治</a>' in page
    assert '<h2 lang="zh-CN">开展环境整治</h2>' in words
    assert '<p lang="zh-CN">开展环境卫生整治行动{{环境卫生整治行动}}' in words


@pytest.mark.parametrize(
    ("post", "grain", "code"),
    [
        ("clerk", "half", "half-year"),
        ("clerk", "year", "year"),
        ("street_office", "half", "area"),
        ("street_office", "quarter", "quarter"),
        ("clerk", "day", "appeal"),
    ],
)
def test_the_template_proposed_suits_the_unit_and_the_period(place, post, grain, code):
    world, _leader = place

    assert queries.fitting_template(getattr(world, post), grain).code == code


def test_an_office_is_proposed_its_own_template_before_the_shipped_one(place):
    world, _leader = place
    shipped = Template.objects.get(code="area", live=True)
    own = actions.save_template(
        shipped.pk, name="柳荫街道半年总结", spec=shipped.spec, actor=world.street_office,
        now=JULY, key=uuid4(),
    )  # fmt: skip

    assert queries.fitting_template(world.street_office, "half") == own
    assert queries.fitting_template(world.clerk, "half").code == "half-year"
