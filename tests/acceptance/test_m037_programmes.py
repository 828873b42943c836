"""M037a 专项整治、M037b 污染防治和“五化”、M037c 家园行动、M037d 绿化。"""

from __future__ import annotations

from tests.acceptance.ledger_steps import draft, figure, follow, record, text_of


def test_villages_campaigns_and_trees_are_counted(city, enter):
    clerk, here = enter(), city.community

    record(clerk, "programmes", here, "2026-04-01", programme="连片整治", kind="村庄连片整治", villages="9个")  # fmt: skip
    record(clerk, "programmes", here, "2026-04-02", programme="绿色村庄", kind="绿色村庄", villages="28个")  # fmt: skip
    record(clerk, "programmes", here, "2026-05-02", programme="小手拉大手", kind="家园行动", place="清溪村", people="120人次")  # fmt: skip
    record(clerk, "greening", here, "2026-03-12", place="澄江堤", kind="植树", trees="18000余棵")

    assert "28个" in figure(clerk, "programmes.green", here)
    assert "120人次" in figure(clerk, "programmes.people", here)
    told = draft(clerk, here)
    assert "环境专项整治3项，连片整治村庄9个，建成绿色村庄28个，家园行动1项" in told
    assert "植树1.8万余棵" in told


def test_each_place_of_a_programme_goes_on_until_it_is_done(city, enter):
    clerk, here = enter(), city.community
    inner, alley = (
        record(clerk, "programmes", here, "2026-03-01", programme="三线三边整治", kind=kind, place=place, state="进行中")
        for kind, place in (("内河", "清溪河"), ("背街小巷", "石井巷"))
    )  # fmt: skip
    river = str(inner.redirect_chain[-1][0])

    follow(clerk, river, "2026-03-20", "河面漂浮物清完一半")
    done = text_of(follow(clerk, river, "2026-04-15", "河道见底，护栏刷新", state="已完成"))

    assert "河面漂浮物清完一半" in done and "完成日期2026-04-15" in done
    still = text_of(clerk.get("/ledgers/programmes/?period=2026H1&mark=goes_on"))
    assert "石井巷" in still and "清溪河" not in still
    assert "1项" in figure(clerk, "programmes.finished", here, "2026-04")
    assert text_of(alley).count("记进度") == 1


def test_a_complaint_about_smoke_is_rechecked_until_it_is_cured(city, enter):
    clerk, here = enter(), city.community
    told = {"place": "金桥浴室", "kind": "烟尘", "from": "投诉", "result": "整改中"}
    source = str(record(clerk, "pollution", here, "2026-05-03", **told).redirect_chain[-1][0])

    follow(clerk, source, "2026-05-10", "换了燃气锅炉，仍有烟", measure="改燃气锅炉", result="复查不合格")  # fmt: skip
    assert "0处" in figure(clerk, "pollution.cured", here)
    said = text_of(follow(clerk, source, "2026-06-02", "环保所到场检测，达标", result="复查合格"))

    assert "复查2次" in said and "改燃气锅炉" in said and "合格日期2026-06-02" in said
    assert "1处" in figure(clerk, "pollution.complaints", here)
    assert "1处" in figure(clerk, "pollution.cured", here, "2026-06")
    assert "排查污染源1处，治理污染源1处" in draft(clerk, here)


def test_the_five_goals_are_told_place_by_place(city, enter):
    clerk, here = enter(), city.community
    five = ["净化", "硬化", "绿化", "亮化", "美化"]

    record(clerk, "five_goals", here, "2026-03-01", place="桂苑小区", kind="小区", goals=five)
    short = record(clerk, "five_goals", here, "2026-03-01", place="石井巷", kind="背街小巷", goals=five[:2], lacks="没有路灯")  # fmt: skip

    assert "还缺绿化、亮化、美化" in text_of(short) and "没有路灯" in text_of(short)
    assert "2处" in figure(clerk, "five_goals.places", here)
    assert "1处" in figure(clerk, "five_goals.complete", here)
    assert "净化、硬化、绿化、亮化、美化都做到的地点1处" in draft(clerk, here)


def test_a_programme_without_a_kind_and_a_leader_are_refused(city, enter):
    refused = record(enter(), "programmes", city.community, "2026-04-01", programme="甲")

    assert refused.status_code == 422
    assert enter("leader").get("/ledgers/greening/new/").status_code == 403
