"""What plugins of tests ask of an application is the same on a Flask application and on ours."""

from __future__ import annotations

from typing import Any

import flask
import pytest

from unflask.runtime import testing  # noqa: F401 - gives applications what tests ask for
from unflask.runtime.application import Application


@pytest.fixture(params=["flask", "ours"], name="application")
def either(request: pytest.FixtureRequest) -> Any:
    """Give an application of each side in turn."""
    made: Any = flask.Flask("shop") if request.param == "flask" else Application("shop")

    @made.get("/page")
    def page() -> Any:
        return {"a": 1}, 201, {"X-Kind": "page"}

    return made


class Comparing:
    """Compares an answer with a status."""

    status_code: int

    def __eq__(self, other: object) -> bool:
        return self.status_code == other

    def __hash__(self) -> int:
        return self.status_code


def test_the_class_of_responses_leaves_json_to_who_extends_it(application):
    assert "json" not in vars(application.response_class)
    assert application.response_class('{"a": 1}', mimetype="application/json").json == {"a": 1}


def test_answers_are_of_the_class_of_responses(application):
    assert isinstance(application.test_client().get("/page"), application.response_class)


def test_answers_are_of_a_class_that_is_put_in_its_place(application):
    own = type("Own", (application.response_class, Comparing), {"kind": property(_kind)})
    application.response_class = own
    answer = application.test_client().get("/page")
    assert answer == 201
    assert answer.kind == "page"
    assert (answer.status_code, answer.json, answer.is_streamed) == (201, {"a": 1}, False)
    assert isinstance(answer, own)


def _kind(answer: Any) -> str:
    return str(answer.headers["X-Kind"])


def test_answers_of_either_class_keep_what_is_set(application):
    answer = application.test_client().get("/page")
    answer.headers["X-Kind"] = "other"
    answer.status_code = 404
    assert (answer.headers["X-Kind"], answer.status_code) == ("other", 404)
    assert answer.status.startswith("404")


@pytest.mark.parametrize(
    ("name", "options", "served"),
    [
        (None, {}, ("127.0.0.1", 5000)),
        ("shop.test:8080", {}, ("shop.test", 8080)),
        ("shop.test", {"port": 0}, ("shop.test", 0)),
        ("shop.test:8080", {"host": "::1", "port": "7", "threaded": True}, ("::1", 7)),
    ],
)
def test_an_application_is_served_where_it_says(application, monkeypatch, name, options, served):
    seen: list[Any] = []
    monkeypatch.setattr("uvicorn.run", lambda _app, host, port, **_: seen.append((host, port)))
    monkeypatch.setattr(
        "werkzeug.serving.run_simple", lambda host, port, *_, **__: seen.append((host, port))
    )
    monkeypatch.setattr("flask.cli.show_server_banner", lambda *_: None)
    application.config["SERVER_NAME"] = name
    application.run(use_reloader=False, debug=False, **options)
    assert seen == [served]
    assert not application.debug
