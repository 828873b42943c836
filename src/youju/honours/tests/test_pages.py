"""The pages of the room: what they show, what they refuse, and that nothing typed is lost."""

from __future__ import annotations

import html
import io
import json
import re
from datetime import date, timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from python_calamine import CalamineWorkbook

from youju.audit.models import Entry
from youju.honours import actions
from youju.honours.models import Nomination, Objection, Rating, Selection, Title
from youju.honours.tests.world import DEEDS
from youju.kernel.crypto import mask_name


def enter(member) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(answer) -> str:
    return re.sub(r"\s+", "", html.unescape(strip_tags(answer.content.decode())))


def send(client: Client, path: str, **fields):
    return client.post(f"/honours/{path}", {"key": str(uuid4()), **fields}, follow=True)


def today(days: int = 0) -> date:
    return timezone.localdate() + timedelta(days)


def test_a_selection_is_started_nominated_for_and_reviewed_on_pages(town):
    office, clerk = enter(town.office), enter(town.clerk)
    assert "没有这样的评选" in said(office.get("/honours/"))
    assert "选一种评选" in said(office.post("/honours/new/", {"key": "1"}))
    chosen = office.post("/honours/new/", {"kind": "best_people"})
    assert chosen.url == "/honours/new/best_people/"
    page = said(office.get(chosen.url))
    assert "推荐→审核→公示→表彰；公示不少于5个工作日" in page
    assert office.get("/honours/new/nothing/").status_code == 404

    lacking = send(office, "new/best_people/", title="最美财源人", level="county", seats_all="", nominate_until=str(today(9)))  # fmt: skip
    assert lacking.status_code == 422 and "填名额，不设就填0" in said(lacking)
    wrong = send(office, "new/best_people/", title="最美财源人", level="county", seats_all="2", nominate_until=str(today(-1)))  # fmt: skip
    assert "半年之内" in said(wrong) and 'value="最美财源人"' in wrong.content.decode()
    none = send(office, "new/best_people/", title="最美财源人", level="county", seats_all="0", nominate_until=str(today(9)))  # fmt: skip
    assert "至少一个类别要有名额" in said(none)
    made = send(office, "new/best_people/", title="最美财源人", level="county", seats_all="2", nominate_until=str(today(9)))  # fmt: skip
    assert "评选已发起" in said(made)
    selection = Selection.objects.get()
    at = f"{selection.pk}/"

    form = {"category": "all", "unit": town.community.pk, "name": "周正明", "deeds": DEEDS}
    refused = send(clerk, f"{at}nominate/", **form)
    assert refused.status_code == 422 and "征得被推荐人同意" in said(refused)
    assert DEEDS in refused.content.decode()
    assert "已推荐，等待审核" in said(send(clerk, f"{at}nominate/", **form, consent="on", phone="13905120077"))  # fmt: skip
    one = Nomination.objects.get()
    page = said(clerk.get(one.get_absolute_url()))
    assert "139****0077" in page and "审核推荐" not in page
    changed = send(
        clerk, f"nominations/{one.pk}/change/", **form | {"name": "周正民"}, consent="on"
    )
    assert "周正民" in said(changed)
    back = send(office, f"nominations/{one.pk}/review/", result="return")
    assert back.status_code == 422 and "写明理由" in said(back)
    passed = send(office, f"nominations/{one.pk}/review/", result="pass", public_words="照顾邻居。")
    assert "审核通过" in said(passed)
    assert "1项" in said(office.get(selection.get_absolute_url()))
    assert "最美财源人" in said(office.get("/honours/")) and "最美财源人" in said(clerk.get("/honours/?state=nominate"))  # fmt: skip
    assert "进入审核" in said(office.get(f"/honours/{at}advance/"))
    assert "已进入下一步" in said(send(office, f"{at}advance/"))
    notice = send(office, f"{at}advance/")
    assert "公示5个工作日" in said(notice)
    early = send(office, f"{at}advance/")
    assert early.status_code == 422 and "期满后才能进入下一步" in said(early)
    gone = send(clerk, f"nominations/{one.pk}/withdraw/", note="本人不愿")
    assert "已撤回" in said(gone)
    assert "评选已取消" in said(send(office, f"{at}cancel/", note="没有人选"))
    assert send(office, f"{at}advance/").status_code in (400, 422)


def test_the_vote_the_jury_and_the_award_on_pages(town):
    office = enter(town.office)
    selection = town.noticed("moral_models", "周正明", "吴秀兰")
    at = f"{selection.pk}/"
    lacking = send(office, f"{at}advance/")
    assert "填投票截止日期" in said(lacking)
    Selection.objects.update(notice_from=today(-9), notice_until=today(-1))
    assert "投票截止" in said(office.get(f"/honours/{at}advance/"))
    assert "已进入下一步" in said(send(office, f"{at}advance/", until=str(today(5))))
    slips = send(office, f"{at}slips/", unit=town.community.pk, number=2)
    codes = re.findall(r"[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}", strip_tags(slips.content.decode()))
    assert len(set(codes)) == 2 and slips["Cache-Control"] == "no-store"
    assert send(office, f"{at}slips/", unit=town.community.pk, number=0).status_code == 422
    first, second = selection.nominations.order_by("pk")
    cast = {"code": codes[0], "choices": [first.pk], "prefix": "10.1.2.0/24"}
    by = town.by(town.public, timezone.now())
    actions.cast_ballot(selection.pk, **cast, **by)
    page = said(office.get(f"/honours/{at}votes/"))
    assert "1/2" in page and "没有异常" in page and "谁也看不到票数" in page
    assert "得票" not in said(office.get(selection.get_absolute_url()))
    Selection.objects.update(vote_from=today(-5), vote_until=today(-1))
    assert "已进入下一步" in said(send(office, f"{at}advance/"))
    half = send(office, f"{at}jury/", juror="评委甲", **{f"p_{first.pk}": "92"})
    assert half.status_code == 422 and 'value="92"' in half.content.decode()
    points = {f"p_{first.pk}": "92", f"p_{second.pk}": "80"}
    assert "评审分已记下" in said(send(office, f"{at}jury/", juror="评委甲", **points))
    assert "已进入下一步" in said(send(office, f"{at}advance/"))
    page = office.get(f"/honours/{at}award/")
    assert "综合96.00" in said(page)
    assert page.content.decode().count("checked") == 1
    bad = send(office, f"{at}award/", winners=[first.pk, second.pk], paper="8号", on=str(today()))
    assert "“孝老爱亲”设1名，选了2名" in said(bad)
    done = send(office, f"{at}award/", winners=[first.pk], paper="8号", on=str(today()))
    assert "已表彰，称号已登记" in said(done) and "有效票1票" in said(done)
    assert "周正明" in said(office.get("/honours/titles/"))
    assert "道德模范" in said(office.get(Title.objects.get().get_absolute_url()))


def test_objections_and_protected_values_on_pages(town):
    office, care = enter(town.office), enter(town.care)
    selection = town.noticed()
    one = selection.nominations.first()
    given = {
        "kind": "objection",
        "words": "事迹是别人做的",
        "name": "邢建国",
        "phone": "13905120077",
    }
    found = actions.object_to(one.pk, **given, **town.by(town.public))
    page = said(office.get(one.get_absolute_url()))
    assert "事迹是别人做的" in page and "邢" not in page
    assert "写明核查的情况" in said(send(office, f"objections/{found.pk}/", upheld="no"))
    assert "异议已处理" in said(
        send(office, f"objections/{found.pk}/", upheld="no", answer="查无此事")
    )
    assert Objection.objects.get().decision == "dismissed"
    at = f"/honours/objections/{found.pk}/open/name/"
    assert office.get(at).status_code == 403
    assert "事由" in said(care.get(at))
    assert "至少4个字" in said(care.post(at, {"reason": "看"}))
    opened = care.post(at, {"reason": "核实异议人身份"})
    assert "邢建国" in said(opened) and "no-store" in opened["Cache-Control"]
    assert care.get(f"/honours/objections/{found.pk}/open/words/").status_code == 404
    assert care.get(f"/honours/nominations/{one.pk}/open/name/").status_code == 404
    assert care.post(f"/honours/nominations/{one.pk}/open/phone/", {"reason": "核实本人情况"}).status_code == 404  # fmt: skip


def test_referrals_on_pages(town):
    office = enter(town.office)
    selection = town.select("good_people", title="7月身边好人")
    one = town.judge(town.propose(selection))
    at = f"nominations/{one.pk}/refer/"
    assert 'value="city" selected' in office.get(f"/honours/{at}").content.decode()
    low = send(office, at, level="county", to="区文明办", on=str(today()))
    assert "要高于这次评选的级别" in said(low)
    assert "已登记推报" in said(send(office, at, level="nation", to="中国文明网", on=str(today())))
    ref = one.referrals.get()
    assert "选一个结果" in said(send(office, f"referrals/{ref.pk}/", on=str(today())))
    listed = send(office, f"referrals/{ref.pk}/", listed="yes", award="中国好人", on=str(today()))
    assert "上榜" in said(listed) and "中国好人" in said(listed)


def test_who_nominated_is_told_that_somebody_else_reviews(town):
    office, other = enter(town.office), enter(town.clerk)
    send(office, "new/best_people/", title="最美财源人", level="county", seats_all="2", nominate_until=str(today(9)))  # fmt: skip
    form = {"category": "all", "unit": town.community.pk, "name": "周正明", "deeds": DEEDS}

    send(office, f"{Selection.objects.get().pk}/nominate/", **form, consent="on")

    one = Nomination.objects.get()
    assert "要由另一人审核" in said(office.get(one.get_absolute_url()))
    assert "要由另一人审核" not in said(other.get(one.get_absolute_url()))


def test_titles_are_registered_pasted_reviewed_and_helped_on_pages(town):
    office, care = enter(town.office), enter(town.care)
    assert "没有这样的称号" in said(office.get("/honours/titles/"))
    form = {"unit": town.district.pk, "kind": "honest_household", "level": "county", "name": "道德诚信户", "since": "2025-03-01", "holders": "1000", "each": "600"}  # fmt: skip
    wrong = send(office, "titles/new/", **form, whole="6万")
    assert wrong.status_code == 422
    wrong = send(office, "titles/new/", **form, whole="60,000")
    assert "1000户×每户600元=60万元，和填的6万元不符" in said(wrong)
    made = send(office, "titles/new/", **form, whole="600,000元")
    assert "每户600元，共60万元" in said(made)
    title = Title.objects.get()
    helped = send(office, f"titles/{title.pk}/aid/", kind="小额贷款", by="农商行", on=str(today()), people="120")  # fmt: skip
    assert "共120次" in said(helped)
    review = {"year": "2026", "result": "warned", "on": str(today()), "duties": ["按期还贷"]}
    assert "写明原因" in said(send(office, f"titles/{title.pk}/review/", **review))
    reviewed = send(office, f"titles/{title.pk}/review/", **review, note="有人逾期")
    assert "警示" in said(reviewed) and "按期还贷" in said(reviewed)
    assert "道德诚信户" in said(office.get("/honours/titles/?state=warned&kind=honest_household"))
    assert "没有这样的称号" in said(office.get("/honours/titles/?state=due"))

    rows = [
        ["称号", "级别", "获得者", "授予日期", "授予单位", "文号", "每户奖励（元）"],
        ["文明家庭", "街道", "吴秀兰", "2025-3-1", "", "", ""],
        ["文明家庭", "乡", "李四", "去年", "", "", "多"],
    ]
    bad = send(office, "titles/paste/", cells=json.dumps(rows))
    assert (
        bad.status_code == 422 and "1行要改" in said(bad) and "级别写 社区" in bad.content.decode()
    )
    for cell, why in (((0, "好人家"), "没有“好人家”"), ((3, "去年"), "不是日期"), ((6, "多"), "不是金额"), ((3, "2030-1-1"), "还没有到")):  # fmt: skip
        row = ["文明家庭", "市级", "李四", "2025-3-1", "", "", ""]
        row[cell[0]] = cell[1]
        bad = send(office, "titles/paste/", cells=json.dumps([row]))
        assert bad.status_code == 422 and why in bad.content.decode()
    for cells in ("", "[[]]", "{"):
        assert send(office, "titles/paste/", cells=cells).status_code in (400, 422)
    done = send(office, "titles/paste/", cells=json.dumps(rows[:2]))
    assert "已登记1个称号" in said(done) and "吴**" in said(done) and "吴秀兰" not in said(done)
    family = Title.objects.get(kind="civilised_family")
    at = f"/honours/titles/{family.pk}/open/"
    assert office.get(at).status_code == 403
    assert "吴秀兰" in said(care.post(at, {"reason": "核对户主姓名"}))


def test_a_business_is_rated_and_ranked_on_pages(town):
    office = enter(town.office)
    assert "这一年还没有评定" in said(office.get("/honours/ratings/"))
    at = "ratings/new/culture_business/"
    form = {"business": "金桥书店", "year": "2026", "on": str(today()), "i_lawful": "38", "i_honest": "33"}  # fmt: skip
    assert "填这一项的得分" in said(send(office, at, **form))
    much = send(office, at, **form, i_scale="26")
    assert "“规模化产业化经营”是0到25分" in said(much)
    made = send(office, at, **form, i_scale="20")
    assert "★★★★★" in said(made) and "91" in said(made)
    send(office, at, **form | {"business": "城北网吧", "i_lawful": "20"}, i_scale="2")
    page = said(office.get("/honours/ratings/?year=2026&kind=culture_business"))
    assert page.index("金桥书店") < page.index("城北网吧") and "未评上" in page
    assert "2026年" in said(office.get("/honours/ratings/?kind=x&year=y"))
    assert office.get("/honours/ratings/new/nothing/").status_code == 404
    assert Rating.objects.count() == 2
    assert "没有重复的荣誉" in said(office.get("/honours/doubles/"))


def test_today_tells_what_waits_in_selections_and_titles(town):
    office = enter(town.office)
    assert said(office.get("/honours/today/")) == ""
    selection = town.select()
    town.propose(selection)
    town.title(unit=town.district)

    page = said(office.get("/honours/today/"))

    assert "1项推荐待审核，推荐已期满，可以进入下一步" in page and "1个今年还没有复查" in page
    assert said(enter(town.clerk).get("/honours/today/")) == ""
    assert "/honours/today/" in office.get("/").content.decode()


def test_lists_go_out_masked_marked_and_logged(town):
    office = enter(town.office)
    selection = town.select()
    one = town.propose(selection)
    town.title(unit=town.district)

    for path, about, shown, hidden in (
        ("titles/export/", "organisations.unit", "导出，含个人信息，不得外传", "无此字样"),
        (f"{selection.pk}/nominees/", "honours.selection", mask_name(one.name), one.name),
    ):
        answer = office.get(f"/honours/{path}")
        cells = str(
            CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
            .get_sheet_by_index(0)
            .to_python()
        )
        assert shown in cells and hidden not in cells
        log = Entry.objects.latest("id")
        assert (log.act, log.subject_kind, log.detail["rows"]) == ("honours.export", about, 1)
    assert enter(town.clerk).get(f"/honours/{selection.pk}/nominees/").status_code == 403
