"""Every model says which of its fields are personal."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model

from youju.organisations.fields import ProtectedField

OURS = [model for model in apps.get_models() if model.__module__.startswith("youju.")]


def test_every_room_with_tables_is_looked_at():
    rooms = {model.__module__.split(".")[1] for model in OURS}

    assert rooms == {
        "audit",
        "jobs",
        "organisations",
        "inbox",
        "search",
        "facts",
        "evidence",
        "ledgers",
        "cases",
        "documents",
        "portal",
        "reader",
        "returns",
        "api",
        "patrols",
        "supervision",
        "work",
        "standards",
        "surveys",
        "volunteers",
        "residents",
        "activities",
        "honours",
        "care",
        "aid",
    }


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_model_declares_its_personal_fields(model: type[Model]):
    assert "PERSONAL" in vars(model), f"{model._meta.label} does not say PERSONAL = {{…}}"
    names = {field.name for field in model._meta.get_fields()}
    assert set(vars(model)["PERSONAL"]) <= names


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_protected_field_is_declared_personal(model: type[Model]):
    protected = {f.name for f in model._meta.concrete_fields if isinstance(f, ProtectedField)}

    assert protected <= set(vars(model)["PERSONAL"])
