"""M057 低保办理与特困救助."""

from __future__ import annotations

import re

from tests.acceptance.care_steps import done, figure, households, look, refused, send
from tests.acceptance.residents_steps import day, draft
from tests.acceptance.residents_steps import look as look_up

CHECKED = {"checkers": "金专干、白书记", "text": "月收入 800 元"}


def apply(clerk, home: int, kind: str = "dibao") -> str:
    """Apply, check at home, begin the notice; return the page of the case."""
    asked = {"kind": kind, "people": 2, "cause": "因病致穷", "detail": "尿毒症", "on": day(-40)}
    page = done(clerk, f"homes/{home}/apply/", **asked)
    done(clerk, f"{page}check/", **CHECKED, on=day(-35))
    if kind != "linshi":
        done(clerk, f"{page}notice/", on=day(-30))
    return page


def newest(office, page) -> str:
    """Return which payment of a case was noted last."""
    return re.search(
        r"/care/payments/(\d+)/withdraw/", office.get(f"/care/{page}").content.decode()
    )[1]


def test_six_households_are_helped_three_of_them_with_dibao(city, enter):
    clerk, care, office = enter(), enter("care_officer"), enter("office", city.street)
    homes = households(clerk, 6)
    kinds = ("dibao", "dibao", "dibao", "tekun", "linshi", "lianzu")
    cases = [apply(clerk, home, kind) for home, kind in zip(homes, kinds, strict=True)]
    assert "低保2人" in look(clerk, cases[0].replace("1/", "")) and "因病" not in look(
        clerk, cases[0]
    )
    done(office, "funds/new/", unit=city.street.pk, name="救助金", given=2000, on=day(-9))
    fund = re.search(r'value="(\d+)">救助金', office.get(f"/care/{cases[0]}pay/").content.decode())[
        1
    ]
    for page in cases:
        done(care, f"{page}grant/", amount="300", monthly="on", on=day(-10))
    quarter = {"amount": "900", "fund": fund, "on": day()}
    assert "每月批准300元" in refused(office, f"{cases[0]}pay/", **quarter)
    for page in cases[:2]:
        done(office, f"{page}pay/", **quarter, why="一次发三个月")
    assert "2000元" not in look(office, "funds/") and "1800" in look(office, "funds/")
    assert "低保户3" in look_up(clerk, "needs/")
    more = {"amount": "201", "fund": fund, "on": day(), "why": "补发上月"}
    assert "只剩200元" in refused(office, f"{cases[0]}pay/", **more)
    done(office, f"{cases[0]}pay/", **more | {"fund": ""})
    done(office, f"payments/{newest(office, cases[0])}/withdraw/")

    assert "6户" in figure(office, "aided", city.street)
    assert "3户" not in figure(office, "aid_dibao", city.street)
    text = draft(clerk, city.community)
    assert "本年救助困难户6户" in text and "发放救助金1800元" in text and "李小" not in text
    done(office, f"{cases[0]}review/", text="照旧", on=day())
    done(care, f"{cases[0]}stop/", text="子女已就业", on=day())
    assert "低保户2" in look_up(clerk, "needs/") and "已停止1" in look(clerk, "aid/")
    why = {"purpose": "办理救助和补贴", "basis": "低保复核〔2026〕18号"}
    assert (
        "尿毒症"
        in care.post(f"/care/open/aid/{cases[0].split('/')[1]}/detail/", why).content.decode()
    )


def test_an_application_is_refused_with_a_reason_and_objected_to_under_notice(city, enter):
    clerk, care = enter(), enter("care_officer")
    (one,) = households(clerk, 1)
    page = done(clerk, f"homes/{one}/apply/", kind="dibao", people=1, cause="失业", on=day(-9))
    assert "两人以上" in refused(clerk, f"{page}check/", **CHECKED | {"checkers": "金"}, on=day(-8))
    done(clerk, f"{page}check/", **CHECKED, on=day(-8))
    assert "先公示7天" in refused(care, f"{page}grant/", amount="300", on=day())
    done(clerk, f"{page}notice/", on=day(-2))
    shown = look(clerk, "aid/notice/")
    assert "李**" in shown and "李小0" not in shown and "失业" not in shown
    assert "期满以后" in refused(care, f"{page}grant/", amount="300", on=day())
    done(clerk, f"{page}reopen/", text="邻居反映有车", on=day(-1))
    done(clerk, f"{page}check/", **CHECKED, on=day())
    assert "这一项要填" in refused(care, f"{page}refuse/", text=" ", on=day())
    done(care, f"{page}refuse/", text="收入高于标准", on=day())
    assert "未批准1" in look(clerk, "aid/")
    assert send(clerk, f"{page}grant/", amount="1", on=day()).status_code == 403
    assert enter("staff", city.next_door).get(f"/care/{page}").status_code == 404
