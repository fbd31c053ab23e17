"""What a person reads in the terminal."""

import io
import sys

from unflask.report import terminal


def test_a_migration_names_what_needs_a_person_first(result, capsys):
    terminal.migration(result, None)
    out = capsys.readouterr().out
    assert out.startswith("3 routes of shop:create_app: 1 marked, 1 left on Flask, 1 converted.")
    assert out.index("/<x>") < out.index("/old") < out.index("/ok")
    assert "UF201 my shop.py:11  the endpoint is computed" in out
    assert "POST /items: name must be text (no recorded request is touched)" in out
    assert "UF401 shop.py:30" in out


def test_a_factory_is_started_as_one(result, capsys, tmp_path):
    terminal.migration(result, tmp_path)
    out = capsys.readouterr().out.replace("\n", "")
    assert "uvicorn --no-proxy-headers --factory shop:create_app`" in out


def test_methods_that_flask_adds_are_not_shown(result, capsys):
    terminal.migration(result, None)
    assert "OPTIONS" not in capsys.readouterr().out


def test_a_verification_says_the_worst_first(verification, capsys):
    terminal.verification(verification, [("out/report.html", "the report")])
    out = capsys.readouterr().out
    assert out.startswith("1 of 5 exchanges got another answer.")
    order = [out.index(f" {rule} ") for rule in ("/d", "/u", "/l", "/p")]
    assert order == sorted(order)
    assert "GET /d?q=<i>: header Location" in out
    assert "because slashes differ" in out
    assert "on FastAPI 23 pass and 1 fail" in out
    assert "out/report.html  the report" in out


def test_an_audit_has_every_part(audit, capsys):
    terminal.audit(audit)
    out = capsys.readouterr().out
    for part in (
        "2 routes, 2 extensions, 1 hook, 1 error handler",
        "1 route found by reading and by importing, 0 by reading alone, 1 by importing alone.",
        "Flask-Login",
        "create -> payload",
        "requests.get",
        "before_request",
        "answers 404",
        "UF301",
        "Effort: 25 points",
        "1. plain routes: nothing stands in the way",
    ):
        assert part in out


def test_markup_in_what_the_application_says_is_shown_as_it_is(capsys):
    terminal.explanation("UF1", "a [bold]title[/bold]", "text with [/] brackets")
    out = capsys.readouterr().out
    assert "[bold]title[/bold]" in out
    assert "[/] brackets" in out


def test_progress_is_silent_where_nobody_watches(capsys):
    with terminal.working("proving") as advance:
        advance("suite", 1, 2)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_progress_goes_to_stderr_where_a_person_watches(monkeypatch, capsys):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    screen = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", screen)
    with terminal.working("proving") as advance:
        advance("the suite on Flask", 1, 2)
    assert "the suite on Flask" in screen.getvalue()
    assert capsys.readouterr().out == ""
