"""A small world, made through the product's pages by the people who would make it.

澄江区 with its 创建办, 柳荫街道, 金桥社区 and 桃李社区 with grids, a bureau and a hospital; one
person in each role. Only the root unit and its first administrator are made by the command that
sets an installation up; everything else goes through pages, as a user would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from youju.audit.actions import SYSTEM
from youju.organisations import actions
from youju.organisations.rules import Role, UnitKind

OWN_PASSWORD = "Liuyin-2026-jq"
SET_UP = "2019-03-01"


def page(client: Client, url_name: str, /, *args, status: int = 200, **query) -> str:
    """Open a page by its URL name and return what it says."""
    answer = client.get(reverse(url_name, args=args), query)
    assert answer.status_code == status, f"{url_name}: {answer.status_code}"
    return answer.content.decode()


def send(client: Client, url_name: str, /, *args, **data):
    """Send the form of a page and return the answer."""
    return client.post(reverse(url_name, args=args), data)


def done(client: Client, url_name: str, /, *args, **data):
    """Send a form that must be accepted: the page leads on."""
    answer = send(client, url_name, *args, **data)
    assert answer.status_code == 302, plain(answer.content.decode())
    return answer


def plain(html: str) -> str:
    """Return the words of a page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<main", 1)[-1])).strip()


def signed_in(username: str, password: str) -> Client:
    """Sign in and, where the product demands it, change the first password."""
    client = Client()
    answer = send(client, "organisations:sign_in", username=username, password=password)
    assert answer.status_code == 302, plain(answer.content.decode())
    if password != OWN_PASSWORD:
        new = {"new_password": OWN_PASSWORD, "again": OWN_PASSWORD}
        done(client, "organisations:password", old_password=password, **new)
    return client


@dataclass
class World:
    """Units by name (their ids) and signed-in browsers by role."""

    units: dict[str, int] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)

    def found(self, client: Client, parent: str, kind: str, name: str, code: str = "") -> int:
        """Found a unit through its page."""
        data = {"kind": kind, "name": name, "code": code, "on": SET_UP}
        done(client, "organisations:found", self.units[parent], **data)
        listed = page(client, "organisations:unit", self.units[parent])
        link = re.search(rf'href="/organisations/units/(\d+)/">{re.escape(name)}<', listed)
        assert link, plain(listed)
        self.units[name] = int(link[1])
        return self.units[name]

    def hire(self, username: str, name: str, unit: str, role: Role) -> Client:
        """Open an account through the administrator's page and sign in with it."""
        data = {"username": username, "name": name, "unit": self.units[unit], "role": role.value}
        answer = send(self.browsers["sysadmin"], "organisations:add_person", **data)
        shown = re.search(r'<td class="num">([\w-]+)</td>', answer.content.decode())
        assert shown, plain(answer.content.decode())
        self.browsers[username] = signed_in(username, shown[1])
        return self.browsers[username]

    def summary(
        self, who: str, unit: str, kind: str = "半年工作总结", period: str = "2026H1"
    ) -> str:
        """Draft a report of a unit as somebody and return its words without spaces."""
        browser = self.browsers[who]
        offered = browser.get("/documents/start/").content.decode()
        found = re.search(rf'<option value="(\d+)"[^>]*>{re.escape(kind)}', offered)
        assert found, plain(offered)
        data = {"template": found[1], "unit": self.units[unit], "period": period}
        made = browser.post("/documents/start/", data | {"key": str(uuid4())}, follow=True)
        return plain(made.content.decode()).replace(" ", "")

    def figure(self, unit: str, code: str, period: str = "2026") -> str:
        """Return what the page of a figure says of a unit and period."""
        query = {"measure": code, "unit": self.units[unit], "period": period}
        return plain(page(self.browsers["office"], "facts:trail", **query))


@pytest.fixture
def world(founded: World, db: None) -> World:
    """Return the world as it was founded; what a test does in it is undone."""
    copied = World(dict(founded.units))
    for name, browser in founded.browsers.items():
        copied.browsers[name] = Client()
        copied.browsers[name].cookies = deepcopy(browser.cookies)
    return copied


@pytest.fixture(scope="module")
def founded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Found the world once for a module, in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _found()
        transaction.set_rollback(True)


def _found() -> World:
    made = World()
    now = timezone.now()
    since = timezone.localdate().replace(year=2019, month=3, day=1)
    root = actions.found_unit(
        None, UnitKind.DISTRICT, "澄江区", code="320502000000", on=since, actor=SYSTEM, now=now
    )
    made.units["澄江区"] = root.pk
    _person, password = actions.add_person(
        root, Role.SYSADMIN, "sysadmin", "系统管理员", actor=SYSTEM, now=now
    )
    made.browsers["sysadmin"] = signed_in("sysadmin", password)
    office = made.hire("office", "区创建办", "澄江区", Role.OFFICE)
    made.found(office, "澄江区", "street", "柳荫街道", "320502001000")
    made.found(office, "柳荫街道", "community", "金桥社区", "320502001001")
    made.found(office, "柳荫街道", "community", "桃李社区", "320502001002")
    made.found(office, "澄江区", "bureau", "澄江区房产局")
    made.found(office, "澄江区", "hospital", "澄江区人民医院")
    made.hire("staff", "金桥专干", "金桥社区", Role.STAFF)
    made.hire("taoli", "桃李专干", "桃李社区", Role.STAFF)
    made.hire("grid", "金桥网格员", "金桥社区", Role.GRID_WORKER)
    made.hire("leader", "街道分管", "柳荫街道", Role.LEADER)
    made.hire("care", "救助专员", "金桥社区", Role.CARE_OFFICER)
    return made
