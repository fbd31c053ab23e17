"""`unflask audit`: exit status, what stops it and what does not, and where it is written."""

from dataclasses import replace

import pytest

from unflask.model.audit import AppFound, Audit, AuditRoute, Finding, SyntaxFault
from unflask.model.errors import UserError

from .test_migrate import refused

AUDIT = Audit(
    AppFound("shop:app"), (AuditRoute("/", ("GET",), "index", "shop.py", 5, "both", "plain"),)
)


@pytest.fixture(autouse=True)
def audited(engine):
    engine.audit = AUDIT


def test_nothing_found_ends_with_0(unflask, shop):
    result = unflask("audit", shop)
    assert result.exit_code == 0
    assert "shop.py:5" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(("level", "status"), [("note", 0), ("warning", 1), ("error", 1)])
def test_a_finding_ends_with_1(unflask, engine, shop, level, status):
    engine.audit = replace(AUDIT, findings=(Finding("UF301", level, "shop.py", 2, "a risk"),))
    assert unflask("audit", shop).exit_code == status


def test_json_holds_the_routes_and_the_estimate(unflask, shop, printed):
    data = printed(unflask("audit", shop, "--json"))
    assert data["routes"][0]["rule"] == "/"
    assert data["effort"]["points"] == 1


def test_a_file_that_does_not_parse_is_named_and_the_rest_is_audited(unflask, engine, shop):
    engine.audit = replace(AUDIT, syntax_errors=(SyntaxFault("bad.py", 3, "invalid syntax"),))
    result = unflask("audit", shop)
    assert result.exit_code == 2
    assert "bad.py:3 does not parse: invalid syntax" in result.stderr
    assert "shop.py:5" in result.stdout


def test_an_application_that_does_not_import_is_named_and_the_rest_is_audited(
    unflask, engine, shop
):
    engine.audit = replace(AUDIT, import_error="ModuleNotFoundError: No module named 'redis'")
    result = unflask("audit", shop)
    assert result.exit_code == 2
    assert "No module named 'redis'" in result.stderr
    assert "shop.py:5" in result.stdout


def test_no_flask_application(unflask, engine, shop):
    engine.error = UserError("No Flask application was found in shop.")
    refused(unflask("audit", shop), "No Flask application")


def test_a_path_that_is_not_there(unflask, tmp_path):
    refused(unflask("audit", tmp_path / "no"), "does not exist")


def test_reports_are_written_where_asked(unflask, shop, tmp_path):
    unflask("audit", shop, "--html", tmp_path / "a.html", "--sarif", tmp_path / "a.sarif")
    assert "shop.py:5" in (tmp_path / "a.html").read_text()
    assert '"2.1.0"' in (tmp_path / "a.sarif").read_text()


def test_a_report_that_cannot_be_written(unflask, shop, tmp_path):
    refused(unflask("audit", shop, "--html", tmp_path / "no" / "a.html"), "Could not write")
