"""The editions that are shipped name only what there is, and say that they are samples."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

import youju.standards
from youju.facts.models import Measure
from youju.ledgers.loader import load_catalogue
from youju.organisations.rules import UnitKind
from youju.patrols.models import KindVersion
from youju.standards.rules.scoring import check
from youju.standards.spec import ProofKind, ProofSpec, RuleSpec

CATALOGUE = Path(youju.standards.__file__).parent / "catalogue"
FILES = ("sample_city", "sample_county", "sample_hospital", "facilities")
EDITIONS = {
    name: yaml.safe_load((CATALOGUE / f"{name}.yaml").read_text(encoding="utf-8")) for name in FILES
}


def lines(edition):
    """Return every line of the tree."""
    waiting = list(edition["items"])
    while waiting:
        line = waiting.pop(0)
        yield line
        waiting.extend(line.get("items", ()))


def leaves(edition):
    return [line for line in lines(edition) if "items" not in line]


def proofs_of(line):
    return [
        ProofSpec(
            ProofKind(proof["kind"]),
            proof.get("name", "main"),
            {key: value for key, value in proof.items() if key not in ("kind", "name")},
        )
        for proof in line["proofs"]
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_rule_can_be_read_and_fits_its_proofs(name):
    for line in leaves(EDITIONS[name]):
        rule = dict(line["rule"])
        check(RuleSpec(rule.pop("kind"), rule), proofs_of(line))


@pytest.mark.parametrize("name", FILES)
def test_every_leaf_says_how_to_win_it_back_and_who_answers(name):
    codes = [line["code"] for line in lines(EDITIONS[name])]

    assert len(codes) == len(set(codes))
    for line in lines(EDITIONS[name]):
        for below in line.get("items", ()):
            assert below["code"].rpartition(".")[0] == line["code"]
    for line in leaves(EDITIONS[name]):
        assert line["standard"].endswith("。"), line["code"]
        assert line["weight"] > 0 and line["effort"] > 0, line["code"]
        assert line["fix"] and line["duty"] and line["methods"], line["code"]


@pytest.mark.parametrize("name", FILES)
def test_every_kind_of_unit_exists(name):
    units = {kind.value for kind in UnitKind}

    for line in leaves(EDITIONS[name]):
        assert set(line.get("applies", ())) <= units, line["code"]
        assert line.get("sampling", {}).get("per") in {None, *units}, line["code"]


@pytest.mark.parametrize("name", FILES)
def test_the_points_add_up_and_it_says_that_it_is_a_sample(name):
    edition = EDITIONS[name]

    assert sum(Decimal(str(line["weight"])) for line in leaves(edition)) == edition["full"]
    assert edition["sample"] is True
    assert "样例" in edition["name"] and "不是官方文本" in edition["about"]
    assert "权重" in edition["about"]


@pytest.mark.parametrize("name", FILES)
def test_an_item_has_one_place_for_papers_and_one_for_a_judgement(name):
    for line in leaves(EDITIONS[name]):
        kinds = [proof["kind"] for proof in line["proofs"]]
        assert kinds.count("evidence") <= 1 and kinds.count("judgement") <= 1, line["code"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILES)
def test_every_place_check_and_measure_exists(name):
    kinds = {
        kind.code: {one["code"] for one in kind.spec["items"]}
        for kind in KindVersion.objects.filter(current=True)
    }
    measures = set(Measure.objects.values_list("code", flat=True))

    for line in leaves(EDITIONS[name]):
        assert set(line.get("places", ())) <= set(kinds), line["code"]
        for proof in line["proofs"]:
            held = [kinds[place] for place in proof.get("places", ())]
            assert set(proof.get("checks", ())) <= set().union(*held), line["code"]
            assert all(set(proof.get("checks", ())) & codes for codes in held), line["code"]
            assert {proof[key] for key in ("measure", "per") if key in proof} <= measures, line[
                "code"
            ]
        drawn = line.get("sampling")
        assert drawn is None or drawn["of"] in kinds, line["code"]


def test_the_city_sample_has_the_176_items_and_the_minors_gate():
    edition = EDITIONS["sample_city"]
    minors = [line for line in leaves(edition) if line["code"].startswith("7.")]

    aliases = [alias for line in leaves(edition) for alias in line["aliases"]]
    assert len(aliases) == len(set(aliases)) == len(leaves(edition)) == 176
    assert edition["gates"] == [
        {"code": "minors", "label": "未成年人思想道德建设", "items": ["7"], "least": 85}
    ]
    assert sum(Decimal(str(line["weight"])) for line in minors) == 20
    assert edition["cycle"] == {2024: 15, 2025: 25, 2026: 60}
    assert {line["group"] for line in edition["negative"]} == {
        "党风廉政", "安全生产", "社会治安", "生态环保", "诚信", "创建机制",
    }  # fmt: skip


def test_the_city_sample_knows_every_code_that_ledgers_and_checklists_name():
    edition = EDITIONS["sample_city"]
    codes = {line["code"] for line in leaves(edition)}
    aliases = {alias for line in leaves(edition) for alias in line["aliases"]}
    places = (CATALOGUE.parents[1] / "patrols/catalogue/place_kinds.yaml").read_text("utf-8")

    named = {code for ledger in load_catalogue() for code in ledger.supports}
    based = set(re.findall(r"basis: ([A-Z][A-Z0-9-]+)", places))
    assert named and named <= codes
    assert based and based <= aliases


def test_every_kind_of_rule_but_one_is_in_use():
    used = {line["rule"]["kind"] for edition in EDITIONS.values() for line in leaves(edition)}

    assert used >= {"levels", "met", "conform", "sample", "deduct", "rate", "threshold", "blend"}
