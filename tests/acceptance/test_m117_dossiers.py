"""M117a 迎检材料归档装订：按指标建档、整理、检查、报送、验收、装订；M117b 讲话和文件归档。"""

from __future__ import annotations

import io
import re
from datetime import timedelta
from uuid import uuid4

import docx
from django.core.files.base import ContentFile
from django.utils import timezone

from tests.acceptance.reports import record
from tests.access.objects.dossiers import an_edition
from youju.documents.dossiers.words import read_new
from youju.evidence.tests.factories import jpeg, scene
from youju.jobs.actions import perform
from youju.jobs.models import Job

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def send_file(client, unit, content, name):
    """Hand a file in as the picker does, and return its id."""
    answer = client.post(
        "/evidence/upload/",
        {"unit": unit.pk, "file": ContentFile(content, name=name), "key": str(uuid4())},
    )
    assert answer.status_code == 200, answer.content.decode()
    return re.search(r'value="(\d+)"', answer.content.decode())[1]


def a_word(text):
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def dossier_of(office, edition, unit, **more):
    """Open the dossiers and let the worker fill them; return the page of the one there is."""
    form = {
        "unit": unit.pk,
        "set_day": timezone.localdate().isoformat(),
        "key": str(uuid4()),
        **more,
    }
    answer = office.post(f"/documents/dossiers/edition/{edition.pk}/open/", form)
    assert answer.status_code == 302, answer.content.decode()
    perform(Job.objects.filter(kind="documents.fill_dossiers").latest("pk").pk)
    page = office.get(answer["Location"]).content.decode()
    return re.search(r'href="(/documents/dossiers/\d+/)"', page)[1]


def test_a_dossier_fills_itself_from_a_year_of_records_and_is_handed_in(city, enter, send, words):
    clerk, office = enter(), enter("office", city.street)
    edition = an_edition(city.city.pk, city.city, "sample", "current")
    day = timezone.localdate() - timedelta(90)
    photo = send_file(clerk, city.community, jpeg(scene(1)), "清理.jpg")
    form = {"unit": city.community.pk, "when": day.isoformat(), "items": photo, "key": str(uuid4())}
    form |= {"v_action": "周末清洁日", "v_place": "桂苑小区", "v_rubbish": "50余车"}
    assert clerk.post("/ledgers/cleanup/new/", form).status_code == 302

    page = dossier_of(office, edition, city.community)

    said = words(clerk.get(page))
    assert "清理垃圾50余车" in said and "桂苑小区" in said
    assert "没有规范文件" in said and "至少要2张" in said and "还没有确认无水印" in said
    trail = re.search(r'hx-get="(/facts/trail/[^"]+)"', clerk.get(page).content.decode())[1]
    assert "周末清洁日" in words(clerk.get(trail.replace("&amp;", "&")))
    assert send(clerk, f"{page}hand-in/").status_code == 302
    assert send(clerk, f"{page}fill/").status_code == 422
    returned = send(office, f"{page}return/", reason="缺规范文件")
    assert returned.status_code == 302 and "缺规范文件" in words(clerk.get(page))
    send(clerk, f"{page}hand-in/")
    assert send(clerk, f"{page}accept/").status_code == 403
    send(office, f"{page}accept/")
    assert "已验收" in words(clerk.get(page))


def test_a_statement_written_as_a_summary_is_told_so(city, enter, send, words):
    clerk, office = enter(), enter("office", city.street)
    edition = an_edition(city.city.pk, city.city, "sample", "current")
    page = dossier_of(office, edition, city.community)

    text = "清理垃圾90车，取得了显著成效。\n下一步，继续努力。"
    assert send(clerk, f"{page}statement/", statement=text).status_code == 302

    said = words(clerk.get(page))
    assert "像总结，不像说明，请改写：取得了显著成效、下一步" in said
    assert "有1个数没有来处：90车" in said
    unknown = send(clerk, f"{page}statement/", statement="清理{{没有的数}}。")
    assert unknown.status_code == 422 and "没有的数" in words(unknown)


def test_a_link_for_outsiders_opens_once_logged_and_no_more_when_ended(
    city, enter, send, words, client
):
    office = enter("office", city.street)
    edition = an_edition(city.city.pk, city.city, "sample", "current")
    page = dossier_of(office, edition, city.community)
    assert send(office, f"{page}shares/", label="市文明办材料组", days="14").status_code == 302
    link = re.search(r'href="(/shared/[^"]+/)"', office.get(f"{page}shares/").content.decode())[1]

    assert "供市文明办材料组查阅" in words(client.get(link))
    listed = office.get(f"{page}shares/").content.decode()
    assert '<td class="n" data-label="打开次数">1</td>' in listed
    end = re.search(r'action="([^"]+/end/)"', listed)[1]
    send(office, end)
    assert client.get(link).status_code == 404
    assert send(office, f"{page}shares/", label="", days="14").status_code == 422


def test_a_filed_notice_is_found_by_what_it_says_and_joins_its_dossier(city, enter, words):
    clerk, office = enter(), enter("office", city.street)
    edition = an_edition(city.city.pk, city.city, "sample", "current")
    day = timezone.localdate() - timedelta(30)
    file = send_file(clerk, city.community, a_word("凡背街小巷每周清扫两次。"), "通知.docx")
    form = {"unit": city.community.pk, "when": day.isoformat(), "items": file, "key": str(uuid4())}
    form |= {
        "v_kind": "通知",
        "v_name": "关于开展环境卫生清扫的通知",
        "v_number": "金社字〔2026〕3号",
        "v_copies": "1",
    }
    assert clerk.post("/ledgers/archive/new/", form).status_code == 302
    record(
        clerk, "archive", day.isoformat(), city.community, kind="讲话", name="动员讲话", copies="1"
    )
    assert read_new() == 1

    assert "关于开展环境卫生清扫的通知" in words(clerk.get("/documents/papers/?q=每周清扫两次"))
    assert "环境卫生" not in words(clerk.get("/documents/papers/?kind=讲话")).split("日期")[-1]
    page = dossier_of(office, edition, city.community)
    said = words(clerk.get(page))
    assert "关于开展环境卫生清扫的通知" in said and "没有规范文件" not in said
    assert "按照《关于开展环境卫生清扫的通知》组织实施" in said
    year = timezone.localdate().year
    trail = f"/facts/trail/?measure=archive.copies&unit={city.community.code}&period={year}"
    assert "2份" in words(clerk.get(trail))


def test_a_neighbour_sees_no_dossier_and_a_leader_opens_none(city, enter, send):
    office = enter("office", city.street)
    edition = an_edition(city.city.pk, city.city, "sample", "current")
    page = dossier_of(office, edition, city.community)

    assert enter("staff", city.next_door).get(page).status_code == 404
    refused = send(enter("leader", city.street), f"/documents/dossiers/edition/{edition.pk}/open/")
    assert refused.status_code == 403
