"""What people do on the pages of selections, inside and on the public site."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils.html import strip_tags

from tests.acceptance.rounds_steps import days
from youju.organisations.models import Unit
from youju.portal import challenges

DEEDS = "十年如一日照顾瘫痪邻居，送饭三千余次，没有间断。"


def said(answer: Any) -> str:
    """Return the words of a page without marks and spaces."""
    return re.sub(r"\s+", "", html.unescape(strip_tags(answer.content.decode())))


def look(client: Client, path: str) -> str:
    """Open a page of the room and return its words."""
    answer = client.get(f"/honours/{path}")
    assert answer.status_code == 200, path
    return said(answer)


def send(client: Client, path: str, **fields: Any) -> Any:
    """Send a form of the room with a fresh key."""
    return client.post(f"/honours/{path}", {"key": str(uuid4()), **fields})


def done(client: Client, path: str, **fields: Any) -> int:
    """Send a form that must be accepted; return the id in the address it leads to, or 0."""
    answer = send(client, path, **fields)
    assert answer.status_code == 302, said(answer)
    found = re.findall(r"/(\d+)/", answer["Location"])
    return int(found[-1]) if found else 0


def refused(client: Client, path: str, **fields: Any) -> str:
    """Send a form that must be refused; return what the page says."""
    answer = send(client, path, **fields)
    assert answer.status_code == 422, answer.status_code
    return said(answer)


def start(client: Client, kind: str, title: str, level: str = "county", **fields: Any) -> int:
    """Start a selection with the seats that the page offers."""
    page = client.get(f"/honours/new/{kind}/").content.decode()
    seats = dict(re.findall(r'name="(seats_\w+)" value="(\d+)"', page))
    told = {"title": title, "level": level, "nominate_until": days(20), **seats}
    return done(client, f"new/{kind}/", **told | fields)


def nominate(
    client: Client, selection: int, unit: Unit, name: str, category: str, **more: Any
) -> int:
    """Nominate somebody and return the nomination."""
    told = {"category": category, "unit": unit.pk, "name": name, "deeds": DEEDS, "consent": "on"}
    return done(client, f"{selection}/nominate/", **told | more)


def judge(client: Client, nomination: int) -> None:
    """Pass a nomination with its public words."""
    words = "照顾瘫痪邻居十年。"
    done(client, f"nominations/{nomination}/review/", result="pass", public_words=words)


def advance(client: Client, selection: int, **fields: Any) -> None:
    done(client, f"{selection}/advance/", **fields)


def slug_of(client: Client, selection: int) -> str:
    """Return the public address of a selection, as its page has it."""
    page = client.get(f"/honours/{selection}/").content.decode()
    found = re.search(r'href="(/public/selections/\w+/)"', page)
    assert found
    return found[1]


def tell(url: str, **fields: Any) -> Any:
    """Fill in a form of the public site as a browser without scripts does, the sum included."""
    resident = Client()
    page = resident.get(url).content.decode()
    token = re.search(r'name="token" value="([^"]+)"', page)
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert token and key, url
    answer = str(challenges.known(token[1]).question.answer)
    data = {"token": token[1], "key": key[1], "answer": answer, "work": "", "website": "", **fields}
    return resident.post(url, data, follow=True)
