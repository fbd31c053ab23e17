"""The sentences that the reports share."""

from unflask.model.audit import AppFound, Audit
from unflask.model.result import SuiteRun, Verification
from unflask.model.source import Anchor
from unflask.model.steps import Replace, Safety
from unflask.plan.plan import Plan
from unflask.report import json, words


def test_nothing_replayed_is_never_called_equal():
    assert "nothing is proven" in words.verified(Verification(0, 0))
    assert not Verification(0, 0).all_well
    assert not Verification(1, 0).all_well


def test_a_suite_that_has_another_outcome_is_not_well():
    assert Verification(1, 1, suite=SuiteRun(23, 1, 23, 1)).all_well
    assert not Verification(1, 1, suite=SuiteRun(24, 0, 23, 1, ("t",))).all_well


def test_numbers_agree_with_their_nouns():
    assert words.count(1, "route") == "1 route"
    assert words.count(0, "route") == "0 routes"
    assert words.count(2, "query", "queries") == "2 queries"


def test_an_empty_audit_has_no_effort():
    audit = Audit(AppFound("a:app"))
    assert audit.effort == ()
    assert audit.to_json()["effort"] == {"rows": [], "points": 0}


def test_json_text_ends_in_a_newline_and_keeps_letters(result):
    text = json.text(result)
    assert text.endswith("}\n")
    assert json.text({"ä": 1}) == '{\n  "ä": 1\n}\n'


def test_a_plan_is_printed_by_kind_of_step():
    anchor = Anchor("a.py", 0, 3, 1, "Call")
    plan = Plan({"a.py": (Replace(anchor, "x", safety=Safety.CONFIRM),)})
    (step,) = json.plain(plan)["edits"]["a.py"]
    assert (step["kind"], step["template"], step["safety"]) == ("Replace", "x", "confirm")
    assert step["anchor"]["path"] == "a.py"
    assert "spread" not in json.plain(plan)
    assert json.plain({1: frozenset({"b", "a"})}) == {"1": ["a", "b"]}
