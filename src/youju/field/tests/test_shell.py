"""The shell of the phone: the same for everybody, and small."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from youju.field import bundle as built
from youju.field.bundle import Bundle, bundle

LARGEST_FIRST_LOAD = 150 * 1024
FIELD = Path(built.__file__).parent
needs_build = pytest.mark.skipif(not bundle().script, reason="`npm run build` has not run")


def test_the_shell_is_the_same_for_everybody_and_needs_no_sign_in(client: Client):
    answer = client.get("/m/")

    assert answer.status_code == 200
    assert answer["X-Youju-Shell"] == "1"
    text = answer.content.decode()
    assert 'href="/m/manifest.webmanifest"' in text
    assert "/organisations/sign-in/?next=%2Fm%2F" in text
    assert "csrfmiddlewaretoken" not in text
    assert settings.CSRF_COOKIE_NAME in answer.cookies


def test_the_manifest_names_the_three_places_and_icons_that_are_there(client: Client):
    answer = client.get("/m/manifest.webmanifest")

    told = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["start_url"], told["scope"], told["display"]) == ("/m/", "/m/", "standalone")
    assert [one["name"] for one in told["shortcuts"]] == ["拍", "我的", "巡"]
    for icon in told["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


@needs_build
def test_the_worker_keeps_all_of_the_shell(client: Client):
    answer = client.get("/m/sw.js")

    assert answer["Content-Type"] == "text/javascript"
    assert answer["Service-Worker-Allowed"] == "/m/"
    first = answer.content.decode().splitlines()[0]
    told = json.loads(first.removeprefix("self.SHELL=").removesuffix(";"))
    page = client.get("/m/").content.decode()
    needed = re.findall(r'(?:<script[^>]* src|<link rel="(?:stylesheet|modulepreload)" href)="([^"]+)"', page)  # fmt: skip
    assert needed and set(needed) <= set(told["urls"])
    assert {"/m/", "/m/manifest.webmanifest"} <= set(told["urls"])


@needs_build
def test_the_page_of_the_html_speaks_the_words_of_the_app_and_comes_compressed(client: Client):
    first = (FIELD / "templates" / "field" / "_first.html").read_text(encoding="utf-8")
    words = re.findall(r'{% translate "([^"]+)" %}', first)
    texts = (FIELD / "assets" / "texts.mjs").read_text(encoding="utf-8")
    answer = client.get("/m/", headers={"Accept-Encoding": "gzip"})

    own = [word for word in words if not word.startswith("手机端要用脚本")]
    assert {"报问题", "拍照", "上报", "我的"} <= set(own)
    assert [word for word in own if f'"{word}"' not in texts] == []
    assert answer["Content-Encoding"] == "gzip"
    assert 'id="camera"' in gzip.decompress(answer.content).decode()


@needs_build
def test_the_first_load_is_at_most_150_kb(client: Client):
    worker = client.get("/m/sw.js").content
    told = json.loads(worker.decode().splitlines()[0].removeprefix("self.SHELL=").rstrip(";"))
    sizes = {"/m/sw.js": len(gzip.compress(worker))}
    for url in told["urls"]:
        if url.startswith("/static/"):
            data = Path(str(finders.find(url.removeprefix("/static/")))).read_bytes()
        else:
            data = client.get(url).content
        sizes[url] = len(gzip.compress(data))

    assert sum(sizes.values()) <= LARGEST_FIRST_LOAD, sizes


def test_without_a_build_the_page_says_so_and_there_is_no_worker(
    client: Client, settings, tmp_path
):
    settings.DJANGO_VITE = {
        "default": {"manifest_path": tmp_path / "none.json", "static_url_prefix": "ui/dist"}
    }

    assert bundle() == Bundle()
    assert built.worker_source() == ""
    assert "npm run build" in client.get("/m/").content.decode()
    assert client.get("/m/sw.js").status_code == 404
