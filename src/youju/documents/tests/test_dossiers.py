"""A dossier from the records to the office: filled, changed by hand, checked, handed in, bound, shared."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from youju.documents.dossiers import actions, bundling, paper, queries
from youju.documents.dossiers.actions.sharing import token_of
from youju.documents.models import Dossier, Piece, Share
from youju.evidence.actions import store
from youju.evidence.models import Item as Photo
from youju.evidence.models import Link
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.inbox.models import Message
from youju.jobs.actions import perform
from youju.jobs.models import Job
from youju.kernel.periods import Grain, around
from youju.kernel.refusal import Forbidden, Missing, Refused
from youju.ledgers.actions import record_entry
from youju.organisations.rules import Role
from youju.organisations.tests.factories import City, make_member
from youju.standards.models import Edition, Item

NOW = timezone.make_aware(datetime(2026, 7, 8, 12))
SET_DAY = date(2026, 7, 20)
LINES = {
    "time": "2026年3月5日", "place": "桂苑小区", "people": "网格员", "topic": "清理", "background": "清洁日", "reason": "堆物",
}  # fmt: skip


def by(actor, now=NOW):
    return {"actor": actor, "now": now, "key": uuid4()}


class World:
    """金桥社区 with an edition of two items, entries with photos in the period and before it."""

    def __init__(self):
        city = self.city = City()
        self.unit = city.community
        self.staff = make_member(self.unit, Role.STAFF)
        self.office = make_member(city.district, Role.OFFICE)
        self.own_office = make_member(self.unit, Role.OFFICE)
        self.stranger = make_member(city.next_door, Role.OFFICE)
        self.edition = Edition.objects.create(
            root_id=city.city.pk, unit=city.city, code="sample-city", name="文明城市测评体系（样例）", year=2026, level="city",
            full=Decimal(100), passing=Decimal(85), sample=True, state="current", made_at=NOW, made_by_label="测试",
        )  # fmt: skip
        self.item = self.an_item("3.2.1", "环境卫生", 1)
        self.other = self.an_item("3.9.9", "另一项", 2)
        self.entries = [
            self.an_entry(date(2026, 3, 5), "50余车", 1),
            self.an_entry(date(2025, 5, 5), "9车", 2),
        ]

    def an_item(self, code, text, order):
        spec = {
            "code": code, "aliases": [], "proofs": [{"kind": "measure", "name": "main", "given": {"measure": "cleanup.rubbish"}}],
            "places": [], "methods": ["materials"], "duty": "城管局", "required": "", "applies": [],
        }  # fmt: skip
        return Item.objects.create(
            root_id=self.city.city.pk, edition=self.edition, code=code, text=text, standard="垃圾日产日清，无卫生死角。",
            order=order, depth=1, leaf=True, weight=Decimal(3), pinyin="", spec=spec,
        )  # fmt: skip

    def an_entry(self, day, rubbish, seed):
        photo = store(upload(jpeg(scene(seed))), unit=self.unit, at_once=True, **by(self.staff))
        return record_entry(
            "cleanup", unit=self.unit, values={"action": "周末清洁日", "place": "桂苑小区", "rubbish": rubbish},
            period=around(day, Grain.DAY), evidence=[photo.pk], **by(self.staff),
        )  # fmt: skip

    def opened(self, item=None):
        wanted = item or self.item
        actions.open_dossiers(
            self.edition.pk, unit=self.unit, set_day=SET_DAY, due_on=SET_DAY - timedelta(5), items=[wanted.pk],
            **by(self.office),
        )  # fmt: skip
        return Dossier.objects.get(item=wanted)

    def filled(self, item=None):
        return actions.fill(self.opened(item).pk, **by(self.staff))

    def a_photo(self, seed=7):
        return store(upload(jpeg(scene(seed))), unit=self.unit, at_once=True, **by(self.staff))


@pytest.fixture
def world(db):
    return World()


def pieces(dossier, slot="photos"):
    return queries.pieces_of(dossier)[slot]


def told(dossier):
    dossier.refresh_from_db()
    return [one["text"] for one in dossier.findings]


def test_opening_makes_one_for_each_item_and_fills_it_in_the_background(world):
    opened = actions.open_dossiers(
        world.edition.pk, unit=world.unit, set_day=SET_DAY, **by(world.office)
    )

    assert len(opened) == 2
    job = Job.objects.get(kind=actions.FILL_JOB)
    perform(job.pk)
    job.refresh_from_db()
    assert job.result["text"] == "整理了 2 份档案"
    first = Dossier.objects.get(item=world.item)
    assert (first.start, first.end) == (date(2025, 7, 20), date(2026, 7, 19))
    assert first.filled_at is not None


def test_a_pressed_twice_opening_is_one(world):
    how = by(world.office)
    for _n in range(2):
        actions.open_dossiers(world.edition.pk, unit=world.unit, set_day=SET_DAY, **how)

    assert Dossier.objects.count() == 2 and Job.objects.filter(kind=actions.FILL_JOB).count() == 1


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"set_day": date(2046, 7, 20)}, "请核对年份"),
        ({"due_on": SET_DAY + timedelta(1)}, "报送期限不能晚于迎检日"),
        ({"items": [0]}, "没有可建档的指标"),
    ],
)
def test_opening_with_wrong_days_or_items_is_refused(world, more, why):
    given = {"unit": world.unit, "set_day": SET_DAY} | more

    with pytest.raises(Refused, match=why):
        actions.open_dossiers(world.edition.pk, **given, **by(world.office))

    assert not Dossier.objects.exists()


def test_opening_again_moves_the_period_of_what_is_open(world):
    dossier = world.opened()

    actions.open_dossiers(
        world.edition.pk,
        unit=world.unit,
        set_day=date(2026, 8, 1),
        items=[world.item.pk],
        **by(world.office),
    )

    dossier.refresh_from_db()
    assert dossier.start == date(2025, 8, 1)
    actions.hand_in(dossier.pk, **by(world.staff))
    world.opened()
    dossier.refresh_from_db()
    assert dossier.start == date(2025, 8, 1)


def test_filling_takes_the_photos_and_figures_of_the_twelve_months(world):
    dossier = world.filled()

    photos = pieces(dossier)
    assert [one.source_id for one in photos] == [str(world.entries[0].pk)]
    assert photos[0].place == "桂苑小区" and photos[0].people == "金桥社区工作人员"
    assert pieces(dossier, "tables")[0].measure_code == "cleanup.rubbish"
    assert "{{清理垃圾}}" in dossier.statement
    told_of = "\n开展环境卫生整治行动{{环境卫生整治行动}}，清理垃圾{{清理垃圾}}。\n"
    assert told_of in dossier.statement
    assert (
        Link.objects.filter(source_kind="documents.dossier", source_id=str(dossier.pk)).count() == 1
    )
    assert "没有规范文件，请从归档中选或上传" in told(dossier)
    assert dossier.verdict == "lacking"


def test_what_was_chosen_or_taken_out_by_hand_stays_when_filled_again(world):
    dossier = world.filled()
    taken = pieces(dossier)[0]
    mine = world.a_photo()
    actions.drop_piece(dossier.pk, taken.pk, **by(world.staff))
    actions.add_items(dossier.pk, "photos", [mine.pk], **by(world.staff))
    actions.write_statement(dossier.pk, "本项由社区负责，清理垃圾{{清理垃圾}}。", **by(world.staff))

    actions.fill(dossier.pk, **by(world.staff))

    assert [one.item_id for one in pieces(dossier)] == [mine.pk]
    dossier.refresh_from_db()
    assert dossier.statement == "本项由社区负责，清理垃圾{{清理垃圾}}。"
    actions.keep_piece(dossier.pk, taken.pk, **by(world.staff))
    assert {one.pk for one in pieces(dossier)} >= {taken.pk}
    actions.write_statement(dossier.pk, " ", **by(world.staff))
    dossier.refresh_from_db()
    assert not dossier.statement_by_hand and "现将{{单位}}“环境卫生”" in dossier.statement


def test_an_earlier_filling_goes_where_the_records_no_longer_offer_it(world):
    dossier = world.filled()
    world.item.spec = world.item.spec | {"code": "9"}
    Item.objects.filter(pk=world.item.pk).update(code="9.9")

    actions.fill(dossier.pk, **by(world.staff))

    assert pieces(dossier) == []


def test_pieces_are_added_moved_captioned_and_replaced(world):
    dossier = world.filled()
    second, third = world.a_photo(7), world.a_photo(8)
    actions.add_items(dossier.pk, "photos", [second.pk], **by(world.staff))
    first, other = pieces(dossier)
    actions.move_piece(dossier.pk, other.pk, up=True, **by(world.staff))
    assert [one.pk for one in pieces(dossier)] == [other.pk, first.pk]

    actions.caption(dossier.pk, other.pk, LINES, unmarked=True, **by(world.staff))
    actions.replace_photo(dossier.pk, first.pk, third.pk, **by(world.staff))

    assert [one.item_id for one in pieces(dossier)] == [second.pk, third.pk]
    assert pieces(dossier)[0].reason == "堆物"
    with pytest.raises(Refused, match="已经在档案里"):
        actions.replace_photo(dossier.pk, pieces(dossier)[0].pk, third.pk, **by(world.staff))
    with pytest.raises(Refused, match="已经取下"):
        actions.move_piece(dossier.pk, first.pk, up=True, **by(world.staff))


def test_what_does_not_belong_is_refused(world):
    dossier = world.filled()
    text = store(ContentFile("方案".encode(), name="方案.txt"), unit=world.unit, **by(world.staff))
    cases = [
        (lambda: actions.add_items(dossier.pk, "photos", [text.pk], **by(world.staff)), "只能放照片"),
        (lambda: actions.add_items(dossier.pk, "photos", [], **by(world.staff)), "选照片或文件"),
        (lambda: actions.add_items(dossier.pk, "sheet", [text.pk], **by(world.staff)), "没有这一栏"),
        (lambda: actions.add_tables(dossier.pk, ["nothing"], **by(world.staff)), "选统计项"),
        (lambda: actions.drop_piece(dossier.pk, 0, **by(world.staff)), "没有这一件"),
        (lambda: actions.write_statement(dossier.pk, "字" * 20_001, **by(world.staff)), "太长"),
        (lambda: actions.write_statement(dossier.pk, "{{没有的数}}", **by(world.staff)), "没有叫"),
        (lambda: actions.caption(dossier.pk, pieces(dossier, "tables")[0].pk, LINES, unmarked=True, **by(world.staff)), "只有图片"),
        (lambda: actions.fill(dossier.pk, **by(world.stranger)), "没有这份档案"),
    ]  # fmt: skip
    for act, why in cases:
        with pytest.raises(Refused, match=why):
            act()


def test_a_dossier_holds_no_more_than_sixty_pieces(world, monkeypatch):
    monkeypatch.setattr("youju.documents.dossiers.actions.editing.MOST_PIECES", 1)
    dossier = world.filled()

    with pytest.raises(Refused, match="最多 1 件"):
        actions.add_items(dossier.pk, "photos", [world.a_photo().pk], **by(world.staff))


def test_papers_and_tables_come_by_hand_and_come_back(world):
    dossier = world.filled()
    text = store(ContentFile("方案".encode(), name="方案.txt"), unit=world.unit, **by(world.staff))
    actions.add_items(dossier.pk, "papers", [text.pk], **by(world.staff))
    actions.add_tables(dossier.pk, ["cleanup.adverts"], **by(world.staff))
    table = next(one for one in pieces(dossier, "tables") if one.measure_code == "cleanup.adverts")
    for _n in range(2):
        actions.drop_piece(dossier.pk, table.pk, **by(world.staff))
        actions.add_tables(dossier.pk, ["cleanup.adverts"], **by(world.staff))
    paper_piece = pieces(dossier, "papers")[0]
    actions.drop_piece(dossier.pk, paper_piece.pk, **by(world.staff))
    actions.add_items(dossier.pk, "papers", [text.pk], **by(world.staff))

    assert [one.item_id for one in pieces(dossier, "papers")] == [text.pk]
    assert table.pk in {one.pk for one in pieces(dossier, "tables")}


def test_every_act_pressed_twice_happens_once(world):
    dossier = world.filled()
    photo = pieces(dossier)[0]
    acts = [
        lambda how: actions.fill(dossier.pk, **how),
        lambda how: actions.add_items(dossier.pk, "photos", [world.a_photo().pk], **how),
        lambda how: actions.add_tables(dossier.pk, ["cleanup.adverts"], **how),
        lambda how: actions.caption(dossier.pk, photo.pk, LINES, unmarked=True, **how),
        lambda how: actions.move_piece(dossier.pk, photo.pk, up=False, **how),
        lambda how: actions.replace_photo(dossier.pk, photo.pk, world.a_photo(11).pk, **how),
        lambda how: actions.drop_piece(dossier.pk, photo.pk, **how),
        lambda how: actions.write_statement(dossier.pk, "清理垃圾{{清理垃圾}}。", **how),
        lambda how: actions.show_above(dossier.pk, world.city.district.pk, **how),
        lambda how: actions.hand_in(dossier.pk, **how),
    ]
    for act in acts:
        how = by(world.staff)
        act(how)
        before = list(Piece.objects.order_by("pk").values())
        act(how)
        assert list(Piece.objects.order_by("pk").values()) == before
    for act in (
        actions.accept,
        lambda pk, **how: actions.return_dossier(pk, reason="缺文件", **how),
    ):
        how = by(world.office)
        act(dossier.pk, **how)
        act(dossier.pk, **how)
    how = by(world.office)
    assert (
        actions.remind(world.edition.pk, **how) == 1
        and actions.remind(world.edition.pk, **how) == 0
    )
    shared = actions.share(dossier.pk, label="市文明办", days=3, **(how := by(world.office)))
    assert actions.share(dossier.pk, label="市文明办", days=3, **how) == shared
    job = bundling.start_zip(world.edition.pk, [], **(how := by(world.office)))
    assert bundling.start_zip(world.edition.pk, [], **how) == job
    actions.check_all(world.edition.pk, **(how := by(world.office)))
    actions.check_all(world.edition.pk, **how)
    assert Job.objects.filter(kind=actions.CHECK_JOB).count() == 1


def test_the_same_photo_in_two_dossiers_is_told(world):
    first = world.filled()
    second = world.filled(world.other)
    photo = pieces(first)[0].item_id
    actions.add_items(second.pk, "photos", [photo], **by(world.staff))

    assert "与指标 3.2.1 的照片相同或很像" in told(second)
    actions.check_all(world.edition.pk, **by(world.office))
    perform(Job.objects.get(kind=actions.CHECK_JOB).pk)
    assert "与指标 3.9.9 的照片相同或很像" in told(first)


def test_a_dossier_is_handed_in_returned_and_accepted(world):
    dossier = world.filled()
    actions.hand_in(dossier.pk, **by(world.staff))
    with pytest.raises(Refused, match="请创建办先退回"):
        actions.fill(dossier.pk, **by(world.staff))
    with pytest.raises(Forbidden):
        actions.accept(dossier.pk, **by(world.own_office))
    with pytest.raises(Refused, match="退回的原因"):
        actions.return_dossier(dossier.pk, reason=" ", **by(world.office))

    actions.return_dossier(dossier.pk, reason="缺规范文件", **by(world.office))

    dossier.refresh_from_db()
    assert dossier.state == "returned" and dossier.reason == "缺规范文件" and dossier.editable
    assert Message.objects.filter(membership=world.staff, kind="documents.dossier_decided").exists()
    assert Message.objects.filter(
        membership=world.office, kind="documents.dossier_handed_in"
    ).exists()
    actions.hand_in(dossier.pk, **by(world.staff))
    actions.accept(dossier.pk, **by(world.office))
    dossier.refresh_from_db()
    assert dossier.state == "accepted" and dossier.pill == "ok"


def test_nobody_accepts_what_they_handed_in(world):
    dossier = world.filled()
    actions.hand_in(dossier.pk, **by(world.office))

    with pytest.raises(Forbidden, match="自己报送"):
        actions.accept(dossier.pk, **by(world.office))


def test_a_unit_is_reminded_once_a_day(world):
    world.filled()

    assert actions.remind(world.edition.pk, **by(world.office)) == 1
    assert actions.remind(world.edition.pk, **by(world.office)) == 0
    assert actions.remind(world.edition.pk, **by(world.office, NOW + timedelta(2))) == 1
    assert Message.objects.filter(membership=world.staff, kind="documents.dossier_due").count() == 2


def test_a_unit_above_is_told_and_no_other(world):
    dossier = world.filled()
    actions.show_above(dossier.pk, world.city.district.pk, **by(world.staff))

    assert Message.objects.filter(membership=world.office, kind="documents.dossier_shown").exists()
    with pytest.raises(Refused, match="上级单位"):
        actions.show_above(dossier.pk, world.city.next_door.pk, **by(world.staff))


def test_a_link_opens_until_it_runs_out_or_is_ended(world):
    dossier = world.filled()
    share = actions.share(dossier.pk, label="市文明办", days=3, **by(world.office))
    token = token_of(share)

    opened = actions.open_share(token, part="page", now=NOW + timedelta(1))

    assert opened.dossier == dossier
    assert Share.objects.get().opened == 1
    with pytest.raises(Missing, match="无效或已过期"):
        actions.open_share(token, part="page", now=NOW + timedelta(3))
    with pytest.raises(Missing, match="无效或已过期"):
        actions.open_share(token[:-2] + "xx", part="page", now=NOW)
    actions.end_share(share.pk, **by(world.office))
    with pytest.raises(Missing, match="无效或已过期"):
        actions.open_share(token, part="page", now=NOW)
    with pytest.raises(Missing, match="没有这个链接"):
        actions.end_share(0, **by(world.office))


def test_the_zip_holds_each_dossier_and_a_list_with_hashes(world, monkeypatch):
    dossier = world.filled()
    text = store(ContentFile("方案".encode(), name="方案.txt"), unit=world.unit, **by(world.staff))
    actions.add_items(dossier.pk, "papers", [text.pk], **by(world.staff))
    monkeypatch.setattr(paper, "bound", lambda _one: paper.Bound(b"%PDF-1.7 bound", 9))
    job = bundling.start_zip(world.edition.pk, [dossier.pk], **by(world.office))
    perform(job.pk)
    job.refresh_from_db()

    with default_storage.open(job.file) as held, zipfile.ZipFile(held) as packed:
        names = packed.namelist()
        rows = list(csv.reader(io.StringIO(packed.read("清单.csv").decode("utf-8-sig"))))

    assert names == ["3.2.1 环境卫生 金桥社区.pdf", "3.2.1 方案.txt", "清单.csv"]
    assert rows[1][0] == names[0] and rows[1][5] == "9" and len(rows[1][7]) == 64
    with pytest.raises(Refused, match="没有档案"):
        bundling.start_zip(world.edition.pk, [], **by(world.stranger))


def test_a_lost_file_is_left_out_of_the_zip(world, monkeypatch):
    dossier = world.filled()
    text = store(ContentFile("方案".encode(), name="方案.txt"), unit=world.unit, **by(world.staff))
    actions.add_items(dossier.pk, "papers", [text.pk], **by(world.staff))
    Photo.objects.filter(pk=text.pk).update(stored="gone")
    monkeypatch.setattr(paper, "bound", lambda _one: paper.Bound(b"%PDF-1.7 bound", 9))
    job = bundling.start_zip(world.edition.pk, [], **by(world.office))
    perform(job.pk)
    job.refresh_from_db()

    with default_storage.open(job.file) as held, zipfile.ZipFile(held) as packed:
        assert packed.namelist() == ["3.2.1 环境卫生 金桥社区.pdf", "清单.csv"]


def a_pdf(pages):
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _n in range(pages):
            made.add_blank_page(page_size=(595, 842))
        made.save(out)
    return out.getvalue()


def test_the_bound_pdf_has_contents_papers_and_continuous_pages(world):
    dossier = world.filled()
    held = store(ContentFile(a_pdf(2), name="方案.pdf"), unit=world.unit, **by(world.staff))
    actions.add_items(dossier.pk, "papers", [held.pk], **by(world.staff))
    dossier.refresh_from_db()

    made = paper.bound(dossier)

    pages = paper.read_pages(made.pdf)
    assert made.pages == len(pages)
    words = ["".join(glyph.char for glyph in page.glyphs) for page in pages]
    assert "迎检档案" in words[0] and "三、情况说明" not in words[0]
    assert paper._starts(pages)[:2] == [2, 3]
    assert words[2].startswith("二、规范文件") or "二、规范文件" in words[2]
    assert any("三、情况说明" in one for one in words[5:])


def client(member):
    browser = Client()
    browser.force_login(member.person)
    return browser


def test_the_pages_show_what_is_there_and_refuse_strangers(world):
    dossier = world.filled()
    staff = client(world.staff)
    page = staff.get(dossier.get_absolute_url()).content.decode()
    assert "桂苑小区" in page and "50余车" in page and "没有规范文件" in page
    assert client(world.stranger).get(dossier.get_absolute_url()).status_code == 404
    overview = staff.get(f"/documents/dossiers/edition/{world.edition.pk}/").content.decode()
    assert "环境卫生" in overview and "还差" in overview


def test_the_shared_page_shows_one_dossier_and_its_photos(world):
    dossier = world.filled()
    share = actions.share(dossier.pk, label="市文明办", days=3, **by(world.office, timezone.now()))
    token = token_of(share)
    outsider = Client()

    page = outsider.get(f"/shared/{token}/")

    assert page.status_code == 200 and "供市文明办查阅" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    photo = pieces(dossier)[0]
    assert outsider.get(f"/shared/{token}/photos/{photo.pk}/").status_code == 200
    assert outsider.get(f"/shared/{token}/photos/0/").status_code == 404
    assert outsider.get("/shared/nothing/").status_code == 404
