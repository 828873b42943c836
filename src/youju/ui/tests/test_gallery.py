"""The gallery shows every component, and only while debugging."""

from pathlib import Path

import pytest
from django.test import override_settings
from django.urls import include, path

import youju.ui

urlpatterns = [
    path("", include("youju.console.urls")),
    path("ui/", include("youju.ui.gallery.urls")),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@override_settings(DEBUG=True)
@pytest.mark.parametrize(
    "address", ["/ui/gallery/", "/ui/gallery/?form=wrong", "/ui/gallery/trail/"]
)
def test_the_gallery_has_neither_style_nor_script_in_line(client, address):
    page = client.get(address)

    assert page.status_code == 200
    assert " style=" not in page.content.decode()
    assert "<style" not in page.content.decode()
    assert "onclick" not in page.content.decode()


@override_settings(DEBUG=True)
def test_every_component_is_in_the_gallery():
    folder = Path(youju.ui.__file__).parent / "templates" / "ui"
    gallery = "".join(path.read_text() for path in (folder / "gallery").glob("*.html"))
    components = {path.name for path in (folder / "components").glob("[!_]*.html")}
    # Tags of the same name print these; base.html shows messages; form.html prints fields.
    elsewhere = {"number_link.html", "sparkline.html", "messages.html", "field.html"}

    missing = {name for name in components - elsewhere if f"components/{name}" not in gallery}

    assert missing == set()


@override_settings(DEBUG=True)
def test_progress_ends(client):
    assert "已做 40 行，共 120 行" in client.get("/ui/gallery/progress/").content.decode()
    last = client.get("/ui/gallery/progress/?done=80").content.decode()
    assert "已完成" in last
    assert "every 1s" not in last


@pytest.mark.parametrize("page", ["", "trail/", "progress/"])
def test_nobody_else_finds_it(client, page):
    assert client.get(f"/ui/gallery/{page}").status_code == 404
