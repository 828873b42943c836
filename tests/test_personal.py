"""Every model says which of its fields are personal."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model

from youju.organisations.fields import ProtectedField

OURS = [m for m in apps.get_models() if m.__module__.startswith("youju.organisations")]


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_model_declares_its_personal_fields(model: type[Model]):
    assert "PERSONAL" in vars(model), f"{model._meta.label} does not say PERSONAL = {{…}}"
    names = {field.name for field in model._meta.get_fields()}
    assert set(vars(model)["PERSONAL"]) <= names


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_protected_field_is_declared_personal(model: type[Model]):
    protected = {f.name for f in model._meta.concrete_fields if isinstance(f, ProtectedField)}

    assert protected <= set(vars(model)["PERSONAL"])
