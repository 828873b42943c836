"""M003: every area, building, index item and task has an owner; forces go to priority places."""

from __future__ import annotations

import re

from tests.acceptance.world import World, done, page, plain, send


def register(world: World, subject: str, label: str) -> int:
    staff, unit = world.browsers["staff"], world.units["金桥社区"]
    data = {"subject": subject, "label": label, "on": "2026-03-01"}
    done(staff, "organisations:duty_add", unit, **data)
    return max(map(int, re.findall(r"/organisations/duties/(\d+)/owner/", duties(world))))


def duties(world: World) -> str:
    return page(world.browsers["staff"], "organisations:duties", world.units["金桥社区"])


def person_id(world: World, name: str) -> int:
    listed = page(world.browsers["staff"], "organisations:people")
    return int(re.search(rf'/organisations/people/(\d+)/">{name}<', listed)[1])


def test_items_without_owner_are_found_and_then_owned(world: World):
    items = [
        register(world, s, t) for s, t in (("area", "清溪河堤片区"), ("building", "柳荫里3号楼"))
    ]

    before = plain(duties(world))
    owner = {"person": person_id(world, "金桥网格员"), "deputy": "楼长丁", "since": "2026-03-05"}
    done(world.browsers["staff"], "organisations:duty_give", items[0], **owner)
    after = plain(duties(world))

    assert "2 项还没有责任人" in before
    assert "1 项还没有责任人" in after
    assert re.search(r"清溪河堤片区 片区 金桥网格员 楼长丁 03-05", after)


def test_what_a_person_owns_is_listed_on_the_persons_page(world: World):
    item = register(world, "index", "指标 3.2.1")
    person = person_id(world, "金桥网格员")
    data = {"person": person, "since": "2026-03-05"}
    done(world.browsers["staff"], "organisations:duty_give", item, **data)

    shown = plain(page(world.browsers["staff"], "organisations:person", person))

    assert "指标 3.2.1 指标 金桥社区" in shown


def test_a_new_owner_ends_the_former_ones_term(world: World):
    item = register(world, "task", "背街小巷整治")
    staff = world.browsers["staff"]
    person = person_id(world, "金桥网格员")
    done(staff, "organisations:duty_give", item, person=person, since="2026-03-05")
    done(staff, "organisations:duty_give", item, name="包片干部戊", since="2026-06-01")

    shown = plain(page(staff, "organisations:person", person))

    assert "背街小巷整治 任务 金桥社区 03-05 05-31" in shown
    assert "包片干部戊" in plain(duties(world))


def test_one_detached_person_and_a_force_are_listed_by_priority(world: World):
    staff, unit = world.browsers["staff"], world.units["金桥社区"]
    workers = {"force": "workers", "name": "保洁小工", "people": 6, "source": "街道环卫所"}
    work = {"task": "清运垃圾", "place": "桂苑小区", "priority": 2, "since": "2026-03-06"}
    done(staff, "organisations:force_add", unit, **workers, **work)
    sent = {"force": "detached", "name": "干部己", "people": 1, "source": "区房产局"}
    work = {"task": "赴昆山学习", "place": "昆山", "priority": 1, "since": "2026-03-08"}
    done(staff, "organisations:force_add", unit, **sent, **work)

    shown = plain(page(staff, "organisations:forces", unit))

    assert shown.index("干部己") < shown.index("保洁小工")


def test_an_owner_of_two_kinds_and_a_stranger_are_refused(world: World):
    item = register(world, "area", "石井巷")
    both = {"name": "甲", "unit": world.units["金桥社区"], "since": "2026-03-05"}

    twice = send(world.browsers["staff"], "organisations:duty_give", item, **both)
    stranger = send(world.browsers["taoli"], "organisations:duty_give", item, name="甲")

    assert twice.status_code == 422
    assert "只填一项" in twice.content.decode()
    assert stranger.status_code == 404


def test_owned_items_and_detached_people_are_figures(world: World):
    item = register(world, "area", "清溪河堤片区")
    register(world, "area", "石井巷")
    staff = world.browsers["staff"]
    done(staff, "organisations:duty_give", item, name="包片干部戊", since="2026-03-05")
    sent = {"force": "detached", "name": "干部己", "people": 1, "source": "区房产局"}
    work = {"task": "学习", "place": "昆山", "priority": 1, "since": "2026-03-08"}
    done(staff, "organisations:force_add", world.units["金桥社区"], **sent, **work)

    assert "2项" in world.figure("柳荫街道", "org.duties").replace(" ", "")
    assert "1项" in world.figure("柳荫街道", "org.duties_owned").replace(" ", "")
    assert "1人" in world.figure("金桥社区", "org.sent_detached").replace(" ", "")
