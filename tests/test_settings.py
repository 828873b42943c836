"""Settings refuse clearly what they cannot run with."""

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"


def start(data_dir: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("YOUJU_")}
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import youju.settings as s; print(s.DATABASES['default']['ENGINE'])",
        ],
        env={**clean, "PYTHONPATH": str(SOURCE), "YOUJU_DATA_DIR": str(data_dir), **variables},
        capture_output=True,
        text=True,
    )


def test_without_any_variable_it_runs_on_sqlite_with_keys_it_keeps(tmp_path):
    first = start(tmp_path)
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    second = start(tmp_path)

    assert first.stdout.strip() == second.stdout.strip() == "django.db.backends.sqlite3"
    assert set(kept) == {"secret-key", "field-key"}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == kept


def test_production_says_which_variable_is_missing(tmp_path):
    refused = start(tmp_path, YOUJU_PRODUCTION="1")

    assert refused.returncode != 0
    assert "正式环境须设置 YOUJU_SECRET_KEY" in refused.stderr


def test_a_short_secret_key_is_refused(tmp_path):
    refused = start(tmp_path, YOUJU_SECRET_KEY="short")

    assert refused.returncode != 0
    assert "YOUJU_SECRET_KEY 太短：至少 50 个字符" in refused.stderr


def test_a_database_that_is_neither_sqlite_nor_postgres_is_refused(tmp_path):
    refused = start(tmp_path, YOUJU_DATABASE_URL="mysql://root@127.0.0.1/youju")

    assert refused.returncode != 0
    assert "YOUJU_DATABASE_URL 只支持 sqlite 和 postgres" in refused.stderr


def test_an_address_of_tiles_without_its_places_is_refused(tmp_path):
    refused = start(tmp_path, YOUJU_TILES="https://tiles.example.cn/")

    assert refused.returncode != 0
    assert "YOUJU_TILES 应写作 https://主机/{z}/{x}/{y}.png" in refused.stderr
    assert start(tmp_path, YOUJU_TILES="https://tiles.example.cn/{z}/{x}/{y}.png").returncode == 0
