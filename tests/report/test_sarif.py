"""SARIF 2.1.0: the parts of the standard that code hosts insist on."""

import json

import pytest

from unflask.report import sarif

LEVELS = {"none", "note", "warning", "error"}


def check(log):
    """Hold a log to the structure of SARIF 2.1.0, sections 3.13 to 3.30."""
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    for run in log["runs"]:
        driver = run["tool"]["driver"]
        assert driver["name"]
        ids = [rule["id"] for rule in driver["rules"]]
        assert len(ids) == len(set(ids))
        for result in run["results"]:
            assert result["message"]["text"]
            assert result["level"] in LEVELS
            assert ids[result["ruleIndex"]] == result["ruleId"]
            for location in result.get("locations", ()):
                physical = location["physicalLocation"]
                assert " " not in physical["artifactLocation"]["uri"]
                assert not physical["artifactLocation"]["uri"].startswith("/")
                if "region" in physical:
                    assert physical["region"]["startLine"] >= 1


@pytest.fixture
def logs(result, audit):
    return json.loads(sarif.migration(result)), json.loads(sarif.audit(audit))


def test_logs_keep_to_the_standard(logs):
    for log in logs:
        check(log)


def test_markers_are_warnings_and_flags_are_notes(logs):
    found = {(r["ruleId"], r["level"]) for r in logs[0]["runs"][0]["results"]}
    assert found == {("UF201", "warning"), ("UF401", "note")}


def test_findings_and_files_that_do_not_parse_are_in_the_audit(logs):
    found = {(r["ruleId"], r["level"]) for r in logs[1]["runs"][0]["results"]}
    assert found == {("UF301", "warning"), ("syntax", "error")}


def test_a_path_with_a_space_is_a_uri(logs):
    (marker, _) = logs[0]["runs"][0]["results"]
    location = marker["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "my%20shop.py"
    assert location["region"] == {"startLine": 11}
