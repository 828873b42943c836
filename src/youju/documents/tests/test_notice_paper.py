"""A rectification notice on paper keeps the standard, and says all that it must."""

from __future__ import annotations

import io

import docx
import pytest

from youju.documents.gbt9704 import check_rendered, to_pdfs
from youju.documents.notice_paper import docx_of
from youju.evidence.actions import store, store_drawn
from youju.evidence.tests.factories import jpeg, scene, upload
from youju.evidence.tests.test_signing import drawn
from youju.supervision.tests.world import NOON, Town

pytestmark = pytest.mark.django_db


def test_a_notice_and_its_reply_slip_are_set_by_the_standard(tmp_path, settings):
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    files["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    town = Town()
    photos = [
        store(upload(jpeg(scene(n))), unit=town.district, actor=town.inspector, now=NOON).pk
        for n in (0, 40)
    ]
    problem = "门诊部东侧停车杂乱，占用消防通道\n急诊楼北侧有暴露垃圾约 2 立方米\n公益广告破损 3 处"
    notice = town.issue(problem=problem, photos=photos)
    signed = store_drawn(drawn(), unit=town.hospital, actor=town.clerk, now=NOON)
    received = town.receive(town.issue(), signed=[signed.pk])
    answered = town.recheck(town.reply(town.issue(requirement="划线停放\n清走垃圾")))

    papers = [docx_of(notice), docx_of(answered), docx_of(received)]

    faults = [
        check_rendered(paper, pdf) for paper, pdf in zip(papers, to_pdfs(papers), strict=True)
    ]
    assert faults == [[], [], []]
    read = docx.Document(io.BytesIO(papers[0]))
    text = "\n".join(p.text for p in read.paragraphs)
    for said in ("整改通知书", "澄江区督〔2026〕1号", "澄江区人民医院：", "2.急诊楼北侧有暴露垃圾约 2 立方米。",
                 "请于2026年7月15日前完成整改", "整改情况回执", "现场照片"):  # fmt: skip
        assert said in text, said
    slip = [cell.text for row in read.tables[0].rows for cell in row.cells]
    assert "复查人（两人签字）" in slip
    done = docx.Document(io.BytesIO(papers[1])).tables[0]
    assert "已划线 40 个车位，通道已清出。" in [c.text for r in done.rows for c in r.cells]
    hand_over = docx.Document(io.BytesIO(papers[2])).tables[0].rows[3].cells
    assert [one.text for one in hand_over] == ["签收人（签字）", "王医生"]
    drawing = hand_over[1]._tc.xpath(".//wp:docPr/@descr")
    assert drawing == ["王医生的签名"]


def test_a_notice_printed_again_keeps_the_organ_that_signed_it():
    town = Town()
    notice = town.issue()
    signed = town.district.name
    town.district.signs_as = "澄江区精神文明建设办公室"
    town.district.save()
    notice.refresh_from_db()

    papers = [docx.Document(io.BytesIO(docx_of(one))) for one in (notice, town.issue())]

    ends = [{p.text for p in paper.paragraphs} for paper in papers]
    assert signed in ends[0] and "澄江区精神文明建设办公室" not in ends[0]
    assert "澄江区精神文明建设办公室" in ends[1]
