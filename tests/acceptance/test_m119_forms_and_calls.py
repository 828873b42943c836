"""M119 信息报送：上级的表由记录填好，向下要数不重复要；一个数在几处说法不一要提醒。"""

import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from tests.acceptance.reports import record
from youju.kernel.workbook_out import workbook
from youju.returns.models import Call, Return

TWO = {"项目": ("清理垃圾", "车"), "其他": ("公益电影放映", "场")}


def hand_in(client, unit, content, name="月报.xlsx"):
    url = reverse("returns:new")
    told = {
        "asker": "区创建办",
        "period": "2026H1",
        "unit": unit.pk,
        "file": SimpleUploadedFile(name, content),
    }
    answer = client.post(url, told)
    assert answer.status_code == 302, answer.content.decode()
    return Return.objects.order_by("-pk")[0]


def fill(client, form):
    assert client.post(reverse("returns:fill", args=[form.pk])).status_code == 302
    return client.get(reverse("returns:file", args=[form.pk])).content


def form_of(title="2026年上半年环境卫生统计表"):
    rows = [(name, unit, "") for name, unit in TWO.values()]
    return workbook("表", title, ["项目", "单位", "数量"], rows)


def test_a_form_from_above_comes_back_filled_with_its_sources(city, enter, words):
    staff = enter("staff")
    record(
        staff, "cleanup", "2026-3-6", city.community, action="整治", place="楼道", rubbish="50余"
    )

    form = hand_in(staff, city.community, form_of())
    content = fill(staff, form)

    book = openpyxl.load_workbook(io.BytesIO(content))
    assert (book["表"]["C3"].value, book["表"]["C3"].number_format) == (50, 'General"余"')
    assert not book["表"]["C4"].value
    rows = [[cell.value for cell in row] for row in book["数据来源"].iter_rows()]
    assert rows[1][2:7] == ["50余车", "清理垃圾", "2026年上半年", "金桥社区", "1"]
    trail = rows[1][7].removeprefix("http://testserver")
    assert "整治" in words(staff.get(trail))
    assert "公益电影放映 / 场 / 数量" in [row[1] for row in rows]
    book_page = words(staff.get(reverse("facts:book"), {"period": "2026"}))
    assert "来表自动填报率" in book_page
    assert "50%" in book_page


def test_a_word_form_is_filled_too_and_old_files_are_refused(city, enter, words):
    staff = enter("staff")
    record(
        staff, "cleanup", "2026-3-6", city.community, action="整治", place="楼道", rubbish="50余"
    )
    document, out = Document(), io.BytesIO()
    document.add_paragraph("2026年上半年情况表")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "清理垃圾（车）"
    document.save(out)

    form = hand_in(staff, city.community, out.getvalue(), "情况.docx")

    filled = Document(io.BytesIO(fill(staff, form)))
    assert filled.tables[0].rows[0].cells[1].text == "50余"
    old = SimpleUploadedFile("旧.xls", b"\xd0\xcf\x11\xe0" + b"0" * 600)
    told = {"asker": "区创建办", "period": "2026H1", "unit": city.community.pk, "file": old}
    answer = staff.post(reverse("returns:new"), told)
    assert (answer.status_code, "另存为.xlsx或.docx" in words(answer)) == (422, True)


def test_a_call_downward_needs_a_basis_and_asks_nothing_twice(city, enter, words):
    staff, office = enter("staff"), enter("office", city.street)
    record(
        staff, "cleanup", "2026-3-6", city.community, action="整治", place="楼道", rubbish="50余"
    )
    told = {
        "title": "半年数据", "period": "2026H1", "due_on": "2026-12-15", "unit": city.street.pk,
        "items": "清理垃圾（车）\n充电桩（个）", "units": [city.community.pk],
    }  # fmt: skip
    url = reverse("returns:call_new")
    assert "没有依据不向下要数" in words(office.post(url, told))
    assert "各单位的记录里已经有" in words(office.post(url, told | {"basis": "区〔2026〕3号"}))

    office.post(url, told | {"basis": "区〔2026〕3号", "reason": "一并核实"})

    call = Call.objects.get()
    mine = call.replies.get().get_absolute_url()
    assert 'value="50余车"' in staff.get(mine).content.decode()
    held, other = (one.pk for one in call.items.all())
    staff.post(mine, {f"text_{held}": "60", f"reason_{held}": "漏记一次", f"text_{other}": "3"})
    assert "记录为50余车" in words(office.get(call.get_absolute_url()))
    assert "50余车" in words(staff.get(reverse("facts:book"), {"period": "2026H1"}))
    assert "要数答复单位次数" in words(
        office.get(reverse("facts:book"), {"period": "2026", "unit": city.street.code})
    )


def test_one_figure_told_in_two_ways_is_warned_of(city, enter, words):
    staff = enter("staff")
    record(staff, "cleanup", "2026-3-6", city.community, action="整治", place="楼道", rubbish="8")
    fill(staff, hand_in(staff, city.community, form_of("2026年上半年第一张统计表")))
    quoted = reverse("returns:quoted")
    said = {"period": "2026H1", "unit": city.community.code}
    assert "说法不一" not in words(staff.get(quoted, said))

    record(staff, "cleanup", "2026-4-6", city.community, action="再整治", place="楼道", rubbish="4")
    fill(staff, hand_in(staff, city.community, form_of("2026年上半年第二张统计表")))

    answer = words(staff.get(quoted, said))
    assert "“清理垃圾”在几处文件里说法不一" in answer
    assert "8车" in answer
    assert "12车" in answer
    stranger = enter("staff", city.next_door)
    assert "8车" not in words(stranger.get(quoted, said))
