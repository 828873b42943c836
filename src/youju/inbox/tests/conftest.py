import pytest

from youju.inbox import registry


@pytest.fixture
def kinds(monkeypatch):
    """Two kinds of messages, whatever the rooms have named."""
    monkeypatch.setattr(registry, "KINDS", {"test.due": "将到期", "test.late": "已超期"})
    return registry.KINDS
