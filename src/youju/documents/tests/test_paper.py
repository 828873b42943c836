"""Every kind of report that the product makes, rendered and held against GB/T 9704-2012."""

from datetime import date
from uuid import uuid4

import pytest

from youju.documents import actions
from youju.documents.gbt9704 import check_rendered, to_pdfs
from youju.documents.models import Template
from youju.documents.paper import as_document, docx_of
from youju.documents.render import filled
from youju.documents.tests.world import JULY, a_world
from youju.evidence.actions import store
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.kernel.periods import Grain, around, parse_period
from youju.ledgers.actions import record_entry

pytestmark = pytest.mark.django_db
PERIODS = {"month": "2026-06", "quarter": "2026Q2", "half": "2026H1", "year": "2026"}


def a_year_of_work(world):
    """Record what makes every section of every template speak."""

    def entry(ledger, day, proof=(), **values):
        record_entry(
            ledger,
            unit=world.jinqiao,
            values=values,
            period=around(day, Grain.DAY),
            actor=world.clerk,
            now=JULY,
            key=uuid4(),
            evidence=list(proof),
        )

    photos = [
        store(upload(jpeg(scene(n)), f"{n}.jpg"), unit=world.jinqiao, actor=world.clerk, now=JULY)
        for n in (0, 30, 60, 90)
    ]
    for month in (4, 5, 6):
        entry(
            "cleanup",
            date(2026, month, 6),
            [photo.pk for photo in photos[(month - 4) * 2 : (month - 4) * 2 + 2]],
            action="“周末清洁日”行动",
            place="桂苑小区、柳荫里 8—15 号楼",
            people="45",
            rubbish="约3",
            debris="5",
            adverts="500余",
            couplets="230余",
            trees="580",
            walls="10890",
        )
    entry("printed", date(2026, 4, 9), name="致居民的一封信", given="3000余")
    entry("classes", date(2026, 5, 9), kind="集中培训", topic="进单位宣讲", sessions="18")
    entry("visits", date(2026, 6, 1), kind="慰问", occasion="端午", visited="20", cheered="9")
    entry("volunteering", date(2026, 5, 4), name="公益劳动", times="35", people="100余人次")
    entry(
        "media",
        date(2026, 6, 3),
        headline="简报",
        state="已报送",
        level="县区级",
        medium="区网站",
        items="105",
    )
    entry("honours", date(2026, 6, 5), honour="文明社区", given_by="澄江市", level="市级")
    entry("experience", date(2026, 6, 8), name="先简单后复杂", method="先由网格员摸底，列出难点")
    entry(
        "problems",
        date(2026, 4, 1),
        problem="社区办公场所面积不够，设施缺少",
        cause="租用自建房，总面积只有 167 平方米，与不少于 300 平方米的标准有差距",
    )
    entry("next_steps", date(2026, 6, 20), step="抓好重点整改", how="对接上级部门，争取用房")


@pytest.mark.slow
def test_each_template_makes_pages_as_the_standard_asks():
    world, leader = a_world()
    a_year_of_work(world)
    files, names = [], []
    for template in Template.objects.filter(live=True).order_by("code"):
        report = actions.start_report(
            template.pk,
            unit=world.jinqiao,
            period=parse_period(PERIODS[template.grain]),
            actor=world.clerk,
            now=JULY,
            key=uuid4(),
        )
        files.append(docx_of(report, filled(report, JULY.date())))
        actions.send_for_review(report.pk, actor=world.clerk, now=JULY, key=uuid4())
        report = actions.issue_report(
            report.pk, reason="空格由单位填写", actor=leader, now=JULY, key=uuid4()
        )
        files.append(docx_of(report, filled(report, JULY.date())))
        names += [f"{template.code} draft", f"{template.code} issued"]

    faults = {
        name: found
        for name, docx, pdf in zip(names, files, to_pdfs(files), strict=True)
        if (found := check_rendered(docx, pdf))
    }

    assert len(files) >= 2 * 17, "each template as a draft and issued"
    assert faults == {}


def test_a_number_typed_by_hand_is_marked_on_the_draft_and_has_no_source():
    world, _leader = a_world()
    a_year_of_work(world)
    template = Template.objects.get(code="half-year", live=True)
    report = actions.start_report(
        template.pk,
        unit=world.jinqiao,
        period=parse_period("2026H1"),
        actor=world.clerk,
        now=JULY,
        key=uuid4(),
    )
    report = actions.add_block(
        report.pk,
        0,
        1,
        block={"kind": "text", "source": "劝导占道经营300余起。"},
        actor=world.clerk,
        now=JULY,
        key=uuid4(),
    )

    document = as_document(report, filled(report, JULY.date()))

    sources = document.appendices[0].blocks[0].sources
    assert document.draft
    assert "300余起" not in [source.number for source in sources]
    assert len({source.key for source in sources}) == len(sources)


def test_records_named_beside_their_number_have_its_row_in_the_table_of_sources():
    world, _leader = a_world()
    for day, name in ((date(2026, 3, 6), "春节大扫除"), (date(2026, 4, 6), "河边清理")):
        values = {"action": name, "place": "桂苑小区", "rubbish": "5"}
        record_entry("cleanup", unit=world.jinqiao, values=values, period=around(day, Grain.DAY), actor=world.clerk, now=JULY, key=uuid4())  # fmt: skip
    template = Template.objects.get(code="half-year", live=True)
    report = actions.start_report(
        template.pk, unit=world.jinqiao, period=parse_period("2026H1"), actor=world.clerk, now=JULY, key=uuid4()
    )  # fmt: skip
    report.content = {"sections": [{"blocks": [{"kind": "text", "source": "清理垃圾{{清理垃圾}}（{{清理垃圾|逐项}}）。"}]}]}  # fmt: skip

    document = as_document(report, filled(report, date(2026, 7, 8)))

    (paragraph,) = document.blocks
    numbers = [run for run in paragraph.runs if not isinstance(run, str)]
    assert [one.text for one in numbers] == ["10车", "春节大扫除5车、河边清理5车"]
    assert len({one.source for one in numbers}) == 1
    (table, *_code) = document.appendices[0].blocks
    assert [one.number for one in table.sources] == ["10车"]
