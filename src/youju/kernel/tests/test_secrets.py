"""Secrets made once and kept beside the data."""

import stat

from youju.kernel.secrets import kept_secret


def test_a_secret_is_made_once_for_its_owner_alone(tmp_path):
    folder = tmp_path / "data"

    secret = kept_secret(folder, "secret_key", 32)

    assert len(secret) == 64
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert kept_secret(folder, "secret_key", 32) == secret


def test_two_secrets_differ(tmp_path):
    assert kept_secret(tmp_path, "a") != kept_secret(tmp_path, "b")
