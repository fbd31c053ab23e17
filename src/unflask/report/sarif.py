"""Results as SARIF 2.1.0, which code hosts show beside the lines they are about."""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from unflask.report import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unflask.model.audit import Audit
    from unflask.model.result import Result

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
Row = tuple[str, str, str, int, str]  # code, level, path, line, message


def migration(result: Result) -> str:
    """Return the markers (warnings) and flags (notes) of a migration as SARIF text."""
    rows: list[Row] = [(m.code, "warning", m.path, m.line, m.message) for m in result.markers]
    rows += [(f.code, "note", f.path, f.line, f.message) for f in result.flags]
    return _log(rows)


def audit(found: Audit) -> str:
    """Return the findings of an audit and the files that do not parse as SARIF text."""
    rows: list[Row] = [(f.code, f.level, f.path, f.line, f.message) for f in found.findings]
    faults = found.syntax_errors
    rows += [("syntax", "error", f.path, f.line, f"Does not parse: {f.message}.") for f in faults]
    return _log(rows)


def _log(rows: Iterable[Row]) -> str:
    found = list(rows)
    codes = sorted({row[0] for row in found})
    driver = {
        "name": "unflask",
        "version": version("unflask"),
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, codes.index(row[0])) for row in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    return {"id": code, "help": {"text": f"`unflask explain {code}` says more."}}


def _result(row: Row, index: int) -> dict[str, Any]:
    code, level, path, line, message = row
    result: dict[str, Any] = {
        "ruleId": code,
        "ruleIndex": index,
        "level": level,
        "message": {"text": message or words.place(path, line)},
    }
    if path:
        place: dict[str, Any] = {"artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"}}
        if line > 0:
            place["region"] = {"startLine": line}
        result["locations"] = [{"physicalLocation": place}]
    return result
