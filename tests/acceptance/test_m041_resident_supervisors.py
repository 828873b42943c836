"""M041 居民义务监督队: five residents watch the works; observations and answers."""

from __future__ import annotations

import re

from tests.acceptance.ledger_steps import figure, text_of
from tests.acceptance.test_m040_renovation import renovate
from tests.acceptance.work_steps import ago, draft_of, link_to, must, this_year

NAMES = ("王建国", "李秀英", "张福贵", "赵桂芳", "陈德明")


def test_five_residents_watch_and_their_opinions_are_answered(city, enter, send):
    clerk = enter()
    where = must(renovate(clerk, send, city))
    for name in NAMES:
        must(send(clerk, f"{where}supervisors/", name=name, phone="13800000001", since=ago(90)))
    told = {"about": "building", "passed_to": "designer"}
    must(send(clerk, f"{where}matters/observation/", text="路面找平不够", on=ago(50), **told))
    must(send(clerk, last_matter(clerk, where), on=ago(45), outcome="设计方改了坡度"))
    watched = {"text": "路沿石标号和图纸不符", "about": "material", "on": ago(40)}
    astray = send(clerk, f"{where}matters/observation/", **watched | {"passed_to": "mayor"})
    assert astray.status_code == 422 and "这一项，请从列出的里选" in text_of(astray)
    must(send(clerk, f"{where}matters/observation/", **watched))
    answer = last_matter(clerk, where)
    silent = send(clerk, answer, on=ago(30))
    assert silent.status_code == 422 and "写明结果" in text_of(silent)
    must(send(clerk, answer, on=ago(30), outcome="施工方已更换", passed_to="builder"))

    body = clerk.get(where).content.decode()
    assert not any(name in body for name in NAMES) and "王**" in body and "13800000001" not in body
    page = text_of(clerk.get(where))
    assert "监督员5位，意见2条，未答复0条" in page and "施工方已更换" in page
    assert "施工，已转设计方" in page and "用料，已转施工方" in page
    assert "5人" in figure(clerk, "work.supervisors", city.community, this_year())
    assert "2条" in figure(clerk, "work.observations_answered", city.community, this_year())
    told = draft_of(enter("office", city.district), city.district)
    assert "居民义务监督员5人，向设计、施工方转达意见2条，答复工程监督意见2条" in told


def last_matter(client, where):
    """Return where the latest open matter of a project is settled."""
    body = client.get(where).content.decode()
    found = re.findall(r"/tasks/projects/matters/(\d+)/settle/", body)
    return f"/tasks/projects/matters/{max(map(int, found))}/settle/"


def test_a_name_is_opened_only_by_the_care_officer_with_a_reason(city, enter, send):
    clerk, care = enter(), enter("care_officer")
    where = must(renovate(clerk, send, city))
    must(send(clerk, f"{where}supervisors/", name="王建国", since=ago(1)))
    look = link_to(care, where, r"/tasks/projects/supervisors/\d+/name/")

    assert clerk.get(look).status_code == 403
    assert send(care, look, reason="").status_code == 422
    shown = send(care, look, reason="核对监督队名单")
    assert "王建国" in shown.content.decode()
