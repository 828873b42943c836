"""Settings of every test: own data folder, file database, fast hashes.

`YOUJU_TEST_DATABASE_URL` runs the same tests on another database.
"""

import atexit
import os
import shutil
import tempfile

for _name in [name for name in os.environ if name.startswith("YOUJU_")]:
    if _name not in {"YOUJU_TEST_DATABASE_URL", "YOUJU_PICTURES", "YOUJU_BENCH"}:
        del os.environ[_name]

_folder = tempfile.mkdtemp(prefix="youju-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["YOUJU_DATA_DIR"] = _folder
os.environ["YOUJU_SECRET_KEY"] = "test-" * 12
os.environ["YOUJU_FIELD_KEYS"] = "k1:" + "0f" * 32
if _url := os.environ.get("YOUJU_TEST_DATABASE_URL"):
    os.environ["YOUJU_DATABASE_URL"] = _url

from youju.settings import *  # noqa: E402, F403
from youju.settings import DATA_DIR, DATABASES  # noqa: E402

PHOTOS_AT_ONCE = True  # the tests of the background work say otherwise
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # or each test's client would look through all static files first

(DATA_DIR / "static").mkdir(parents=True, exist_ok=True)  # where the server looks for files

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the live server's threads and the test then lock as in production.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
