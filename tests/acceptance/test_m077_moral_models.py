"""M077 道德模范评选: ten types, from nomination over notice, vote and jury to the award."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from tests.acceptance import honours_steps as steps
from tests.acceptance.honours_steps import done, judge, look, nominate, refused, said, tell
from tests.acceptance.rounds_steps import days, draft
from youju.facts.queries import unscoped_figures
from youju.kernel.periods import parse_period

NAMES = [
    "周正明",
    "吴秀兰",
    "季桂香",
    "温大海",
    "雷志强",
    "丁有信",
    "叶知秋",
    "石有田",
    "万家和",
    "路长根",
]
TYPES = [
    "filial",
    "helpful",
    "brave",
    "honest",
    "devoted",
    "striving",
    "thrifty",
    "neighbourly",
    "public_minded",
    "enterprising",
]


@pytest.fixture
def later():
    """Return a function that lets days pass."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        yield lambda n: clock.shift(timedelta(n))


def test_ten_types_of_moral_models_are_nominated_voted_on_and_honoured(city, enter, later):
    office, clerk = enter("office", city.district), enter()
    at = steps.start(office, "moral_models", "2026年度道德模范评选", open_to_public="on")
    made = [nominate(clerk, at, city.community, name, type_) for name, type_ in zip(NAMES, TYPES, strict=True)]  # fmt: skip
    url = steps.slug_of(office, at)
    sent = tell(
        f"{url}nominate/", category="filial", unit=city.community.pk, name="宁国平", deeds=steps.DEEDS, consent="on",
        nominator="邢建国", nominator_phone="13905120077",
    )  # fmt: skip
    assert "推荐收到了" in said(sent)
    for one in [*made, made[-1] + 1]:
        judge(office, one)
    steps.advance(office, at)
    steps.advance(office, at)

    public = said(Client().get(url))
    assert "周**" in public and "周正明" not in public and "13905120077" not in public
    assert "公示" in public and "票" not in public.replace("投票码", "")
    assert "期满后才能进入下一步" in refused(office, f"{at}/advance/", until=days(9))
    later(9)  # five working days
    office, clerk = enter("office", city.district), enter()
    steps.advance(office, at, until=days(5))

    slips = steps.send(office, f"{at}/slips/", unit=city.community.pk, number=4)
    codes = re.findall(r"[2-9a-z]{4}-[2-9a-z]{4}-[2-9a-z]{4}", strip_tags(slips.content.decode()))
    ballot = {f"c_{t}": one for t, one in zip(TYPES, made, strict=True)}
    for code in codes[:2]:
        assert "投票成功" in said(tell(f"{url}vote/", code=code, **ballot))
    assert "投票成功" in said(tell(f"{url}vote/", code=codes[2], c_filial=made[-1] + 1))
    assert "已经用过，每人只投一次" in said(tell(f"{url}vote/", code=codes[0], **ballot))
    assert "投票码不对" in said(tell(f"{url}vote/", code="aaaa-bbbb-cccc", **ballot))
    assert "2票" not in said(Client().get(url))
    assert "期满后才能计票" in refused(office, f"{at}/advance/")

    later(6)
    office, clerk = enter("office", city.district), enter()
    steps.advance(office, at)
    points = {f"p_{one}": "90" for one in [*made, made[-1] + 1]}
    done(office, f"{at}/jury/", juror="评委甲", **points)
    steps.advance(office, at)
    done(office, f"{at}/award/", winners=made, paper="澄文明委〔2026〕8号", on=days(0))

    page = look(office, f"{at}/")
    assert "有效票3票" in page and "澄文明委〔2026〕8号" in page
    public = said(Client().get(url))
    assert "澄文明委〔2026〕8号" in public and "2票" in public and "已表彰" in public
    told = unscoped_figures(city.district, parse_period("2026"), ["honours.moral_models_awarded"])
    assert told["honours.moral_models_awarded"].quantity.text() == "10名"
    words = draft(office, city.district, "year")
    assert "推荐道德模范11名，评选道德模范10名，评选投票3票" in words.replace(
        "群众投票", "评选投票"
    )


def test_a_nomination_without_deeds_or_consent_is_refused_and_a_leader_starts_none(city, enter):
    office = enter("office", city.district)
    at = steps.start(office, "moral_models", "2026年度道德模范评选")
    told = {"category": "filial", "unit": city.community.pk, "name": "周正明", "deeds": steps.DEEDS}

    assert "征得被推荐人同意" in refused(enter(), f"{at}/nominate/", **told)
    assert "写明事迹" in refused(
        enter(), f"{at}/nominate/", **told | {"deeds": "", "consent": "on"}
    )
    leader = enter("leader", city.district)
    assert steps.send(leader, "new/moral_models/").status_code == 403
    assert Client().get(steps.slug_of(office, at)).status_code == 404  # no notice yet
