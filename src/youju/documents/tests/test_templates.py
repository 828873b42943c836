"""Templates: shipped ones put in force, an office's own saved, bad ones refused."""

from uuid import uuid4

import pytest

from youju.documents import actions
from youju.documents.models import Template
from youju.documents.tests.world import JULY, a_world
from youju.kernel.refusal import Refused

pytestmark = pytest.mark.django_db


def shipped() -> Template:
    return Template.objects.get(code="half-year", live=True)


def test_shipped_templates_that_did_not_change_make_no_new_version():
    before = shipped()

    assert actions.publish_shipped(now=JULY) == 0
    assert shipped().pk == before.pk


def test_a_changed_shipped_template_becomes_a_new_version():
    before = shipped()
    Template.objects.filter(pk=before.pk).update(spec=before.spec | {"title": "旧标题"})

    assert actions.publish_shipped(now=JULY) == 1

    after = shipped()
    assert after.version == before.version + 1
    assert after.spec["title"] == before.spec["title"]


def test_a_template_saved_twice_under_one_key_is_saved_once():
    world, _leader = a_world()
    key = uuid4()
    told = {"name": "柳荫街道半年总结", "spec": shipped().spec}

    made = [
        actions.save_template(shipped().pk, **told, actor=world.street_office, now=JULY, key=key)
        for _time in range(2)
    ]

    assert made[0].pk == made[1].pk
    assert made[0].version == 1
    assert Template.objects.filter(unit=world.street).count() == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": ""}, "模板缺少“title”"),
        ({"sections": []}, "模板缺少“sections”"),
        ({"title": "长" * 121}, "不超过 120 字"),
        ({"title": "{{清理垃圾}}"}, "这里不能写数字“清理垃圾”"),
        (
            {"sections": [{"blocks": [{"kind": "list", "ledger": "problems", "limit": 10**12}]}]},
            "写 1 到 100",
        ),
        ({"kind": "情书"}, "没有“情书”这种文种"),
        ({"sections": [{"blocks": [{"kind": "film"}]}]}, "没有这种内容块"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(change, reason):
    with pytest.raises(Refused, match=reason):
        actions.check_spec(shipped().spec | {"code": "own", "name": "总结"} | change)


@pytest.mark.parametrize(("code", "hint"), [("cleanup2", "$"), ("环境卫生", "，是不是：cleanup（")])
def test_a_list_of_a_ledger_that_is_not_there_is_refused(code, hint):
    world, _leader = a_world()
    lists = [{"kind": "list", "ledger": one, "limit": 5} for one in ("cleanup", "open_cases", code)]
    spec = shipped().spec | {"sections": [{"heading": "做法", "blocks": lists}]}
    told = {"name": "半年总结", "actor": world.street_office, "now": JULY}

    with pytest.raises(Refused, match=f"没有叫“{code}”的台账{hint}"):
        actions.save_template(shipped().pk, spec=spec, key=uuid4(), **told)

    spec["sections"][0]["blocks"].pop()
    assert actions.save_template(shipped().pk, spec=spec, key=uuid4(), **told).live
