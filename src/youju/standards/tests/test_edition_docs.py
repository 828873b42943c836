"""docs/editions.md says all that an edition may say, and its example can be imported as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from youju.standards import words
from youju.standards.loader import EDITION_KEYS, check_text
from youju.standards.reading.columns import COLUMNS
from youju.standards.reading.items import ITEM_KEYS, PROOF_KEYS, SAMPLING_KEYS
from youju.standards.reading.sheet import CYCLE, EDITION, GATE, NEGATIVE
from youju.standards.rules.comparing import NAMES, ChangeKind
from youju.standards.rules.scoring import KINDS, scorer
from youju.standards.spec import RuleSpec

TEXT = (Path(__file__).parents[4] / "docs" / "editions.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[0]


def test_the_example_can_be_imported_and_uses_every_rule_and_every_proof(db):
    checked = check_text(EXAMPLE)

    assert (checked.faults, checked.warnings) == ((), ())
    assert checked.spec is not None
    leaves = [one for one in checked.spec.items if one.rule]
    assert {one.rule.kind for one in leaves if one.rule} == set(KINDS)
    assert {proof.kind.value for one in leaves for proof in one.proofs} == set(words.PROOFS)
    assert sum(one.weight for one in leaves) == 100


def test_every_kind_of_rule_has_a_row_with_an_example_that_can_be_scored():
    rows = dict(
        re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \| `(\{kind: .*\})` \|$", TEXT, re.MULTILINE)
    )

    assert set(rows) == set(KINDS)
    for kind, example in rows.items():
        given = yaml.safe_load(example)
        assert given.pop("kind") == kind
        scorer(RuleSpec(kind, given), 5)
        named = re.search(rf"^\| `{kind}` \| (\S+) \|(.*)$", TEXT, re.MULTILINE)
        assert named and named[1] == KINDS[kind].label
        assert {key for key in KINDS[kind].keys if key not in TEXT} == set()


def test_every_word_of_a_file_is_told():
    told = set(re.findall(r"[a-z_]+", TEXT))
    keys = {
        *EDITION_KEYS,
        *ITEM_KEYS,
        *SAMPLING_KEYS,
        *(key for keys in PROOF_KEYS.values() for key in keys),
    }

    assert keys - told - {"months"} == set()
    for labels in (
        words.LEVELS,
        words.KINDS,
        words.METHODS,
        words.PROOFS,
        words.ABSENT,
        words.OVER,
        words.CASE_RATES,
    ):
        assert {code for code in labels if code not in told} == set()
    for name in (*COLUMNS, *EDITION, CYCLE, GATE, NEGATIVE):
        assert name in TEXT, name
    for kind in ChangeKind:
        assert kind is ChangeKind.OTHER or NAMES[kind] in TEXT
