from __future__ import annotations

import logging

import flask
import pytest
import werkzeug.exceptions
from fastapi import HTTPException
from starlette.exceptions import HTTPException as StarletteHTTPException

from unflask.runtime import errors, responses
from unflask.runtime.application import Application
from unflask.runtime.context import request as migrated
from unflask.runtime.pages import escaped, status_name

from .both import Both, BothGroups
from .pairs import Client, FlaskClient


class Side:
    """The errors and response functions of the side that runs."""

    def __getattr__(self, name):
        if flask.has_request_context():
            return getattr(werkzeug.exceptions, name, None) or getattr(flask, name)
        return getattr(errors, name, None) or getattr(responses, name)


s = Side()


def raising(error):
    raise error


class AppError(Exception):
    status = 400


class SubError(AppError):
    status = 409


@pytest.mark.parametrize("code", [*range(400, 432), 451, *range(500, 508), 200, 204, 302, 402, 999])
def test_abort_answers_with_the_page_of_the_status(code):
    both = Both()
    both.route("/x")(lambda: s.abort(code))
    both.route("/y")(lambda: s.abort(code, 'because <b> "x" it\'s\nso'))
    both.route("/z")(lambda: s.abort(code, response=s.Response("mine", 203)))
    # In these two, the second argument of Werkzeug's is not the description.
    both.compare("GET /x", *([] if code in {405, 416} else ["GET /y"]), "GET /z")


def test_every_status_of_an_error_has_werkzeugs_texts():
    for code, error in werkzeug.exceptions.default_exceptions.items():
        assert errors.BY_CODE[code].__name__ == error.__name__
        assert status_name(code) == error().name
        assert errors.BY_CODE[code]().description == error().description
        assert str(errors.BY_CODE[code]()) == str(error())
        assert repr(errors.BY_CODE[code]("x")) == repr(error(description="x"))
    assert set(errors.BY_CODE) == set(werkzeug.exceptions.default_exceptions)
    assert all(error.description for error in errors.BY_CODE.values())


VIEWS = {
    "response": lambda: s.abort(s.make_response(({"e": 1}, 409))),
    "dict": lambda: s.abort(422, {"a": 1}),
    "empty": lambda: s.abort(404, ""),
    "raised": lambda: raising(s.NotFound("who?")),
    "returned": lambda: s.NotFound("returned"),
    "returned_tuple": lambda: (s.NotFound("returned"), 400, {"X-A": "1"}),
    "markup": lambda: s.abort(400, flask.Markup("<b>") if hasattr(flask, "Markup") else "<b>"),
    "boom": lambda: 1 / 0,
    "key": lambda: {}["x"],
    "headers": lambda: raising(s.MethodNotAllowed(["GET", "POST"])),
    "bad_key": lambda: raising(s.BadRequestKeyError("x")),
    "sub": lambda: raising(SubError("subbed")),
    "app_error": lambda: raising(AppError("app")),
    "value": lambda: raising(ValueError("value")),
}  # fmt: skip


def described(error):
    return {
        "kind": type(error).__name__,
        "code": getattr(error, "code", None),
        "name": getattr(error, "name", None),
        "description": getattr(error, "description", None),
        "original": type(getattr(error, "original_exception", None)).__name__,
        "text": str(error),
    }


HANDLED = {
    "nothing": [],
    "404": [404],
    "500": [500],
    "exception": [Exception],
    "http": ["HTTPException"],
    "http and 404": ["HTTPException", 404],
    "exception and 500": [Exception, 500],
    "own": [AppError, KeyError],
    "lookup": [LookupError],
    "classes": ["NotFound", "InternalServerError"],
}


def handling(both, handled, mark=""):
    for what in handled:
        for app, module in ((both.flask, werkzeug.exceptions), (both.app, errors)):
            kind = getattr(module, what, None) or HTTPException if isinstance(what, str) else what

            def handler(error, what=what):
                return {"by": mark + str(what), **described(error)}, getattr(
                    error, "code", None
                ) or 599

            app.register_error_handler(kind, handler)


@pytest.mark.parametrize("handled", HANDLED)
def test_handlers_are_chosen_alike(handled):
    both = Both()
    for name, view in VIEWS.items():
        both.route(f"/{name}")(view)
    handling(both, HANDLED[handled])
    both.compare(*(f"GET /{name}" for name in VIEWS), "GET /nope", "POST /boom", "OPTIONS /boom")


@pytest.mark.parametrize("inner", ["404", "exception", "http", "own"])
@pytest.mark.parametrize("outer", ["404", "500", "exception", "http", "own"])
def test_handlers_of_routers_come_first_where_the_router_has_the_route(inner, outer):
    both, group, nested = Both(), BothGroups("g", "/g"), BothGroups("n", "/n")
    for owner in (group, nested):
        for name, view in VIEWS.items():
            owner.route(f"/{name}", endpoint=name)(view)
    for what in HANDLED[inner]:
        kinds = [getattr(m, what, None) or HTTPException if isinstance(what, str) else what
                 for m in (werkzeug.exceptions, errors)]  # fmt: skip
        for side, kind in zip((nested.blueprint, nested.router), kinds, strict=True):
            side.register_error_handler(kind, lambda error: ({"by": "n", **described(error)}, 598))
        for side, kind in zip((group.blueprint, group.router), kinds[::-1], strict=True):
            if what != "HTTPException":
                side.register_error_handler(kind, lambda error: ("group", 597))
    handling(both, HANDLED[outer], "app ")
    nested.into(group)
    group.into(both)
    names = ["raised", "boom", "key", "sub", "value"]
    both.compare(*(f"GET {prefix}/{name}" for prefix in ("/g", "/g/n") for name in names),
                 "GET /g/nope", "POST /g/n/boom")  # fmt: skip


def test_handlers_of_the_app_can_be_registered_by_a_router():
    both, group = Both(), BothGroups("g", "/g")
    group.app_errorhandler(404)(lambda error: ("by router", 404))
    group.into(both)
    both.compare("GET /nope", "GET /g/nope")


def test_a_failing_handler_is_an_error_that_nothing_handles():
    both = Both()
    both.route("/x")(lambda: s.abort(404))
    both.route("/y")(lambda: raising(ValueError()))
    both.route("/z")(lambda: raising(KeyError()))
    both.errorhandler(404)(lambda error: {}["x"])
    both.errorhandler(KeyError)(lambda error: ("key", 400))
    both.errorhandler(ValueError)(lambda error: s.abort(418))
    both.compare("GET /x", "GET /y", "GET /z", "GET /nope")


def test_handlers_may_take_the_request_and_may_be_coroutines():
    app = Application(__name__)

    @app.errorhandler(404)
    def with_request(request, error):
        return f"{request.path} {error.code}", 404

    @app.errorhandler(ValueError)
    async def coroutine(error):
        return str(error)

    app.get("/x")(lambda: raising(ValueError("late")))
    client = Client(app)
    assert client.ask("GET /nope").body == b"/nope 404"
    assert client.ask("GET /x").body == b"late"


def test_handlers_are_refused_for_what_is_no_error():
    app = Application(__name__)
    with pytest.raises(ValueError, match="402"):
        app.errorhandler(402)(lambda error: "")
    with pytest.raises(TypeError, match="not a status code"):
        app.errorhandler("x")(lambda error: "")
    with pytest.raises(TypeError, match="not a status code"):
        app.errorhandler(int)(lambda error: "")


@pytest.mark.parametrize("name", ["TESTING", "DEBUG", "PROPAGATE_EXCEPTIONS"])
def test_errors_are_raised_where_the_settings_say_so(name):
    both = Both(**{name: True})
    both.route("/x")(lambda: 1 / 0)
    for client in (FlaskClient(both.flask), Client(both.app)):
        with pytest.raises(ZeroDivisionError):
            client.ask("GET /x")
        assert client.ask("GET /nope").status == 404


@pytest.mark.parametrize(
    "settings",
    [{}, {"DEBUG": True}, {"TRAP_BAD_REQUEST_ERRORS": True}, {"TRAP_HTTP_EXCEPTIONS": True},
     {"TRAP_BAD_REQUEST_ERRORS": False, "DEBUG": True}],
)  # fmt: skip
@pytest.mark.parametrize("handled", ["nothing", "400", "exception", "key"])
def test_trapped_errors_are_taken_as_others(settings, handled):
    both = Both(PROPAGATE_EXCEPTIONS=False, **settings)
    both.route("/key")(
        lambda: (flask.request if flask.has_request_context() else migrated).args["q"]
    )
    both.route("/json", methods=["POST"])(
        lambda: (flask.request if flask.has_request_context() else migrated).get_json(force=True)
    )
    both.route("/abort")(lambda: s.abort(403))
    kinds = {"nothing": [], "400": [400], "exception": [Exception], "key": [KeyError]}[handled]
    for kind in kinds:
        both.register_error_handler(kind, lambda error: (f"handled {error}", 400))
    both.compare("GET /key", "POST /json", "GET /abort", "GET /nope")


def test_errors_that_nothing_handles_are_logged(caplog):
    app = Application("logged_app")
    app.get("/x")(lambda: 1 / 0)
    with caplog.at_level(logging.ERROR, "logged_app"):
        assert Client(app).ask("GET /x").status == 500
    [record] = caplog.records
    assert record.getMessage() == "Exception on /x [GET]"
    assert record.exc_info[0] is ZeroDivisionError


@pytest.mark.parametrize("error", [HTTPException, StarletteHTTPException])
def test_fastapis_errors_have_the_same_pages(error):
    both = Both()

    def route(path, code, detail=None, headers=None):
        def view():
            if flask.has_request_context():
                flask.abort(code, detail)
            raise error(code, detail, headers)

        both.route(path)(view)
        view.__name__ = path

    for number, arguments in enumerate([(404,), (403, "text"), (422, "two\nlines"), (413,)]):
        both.flask.add_url_rule(f"/{number}", str(number), lambda a=arguments: flask.abort(*a))
        both.app.get(f"/{number}", name=str(number))(lambda a=arguments: raising(error(*a)))
    both.compare("GET /0", "GET /1", "GET /2", "GET /3")


def test_fastapis_errors_keep_headers_and_structured_details():
    app = Application(__name__)
    app.get("/x")(lambda: raising(HTTPException(401, "no", {"WWW-Authenticate": "Basic"})))
    app.get("/y")(lambda: raising(HTTPException(409, {"a": 1})))
    app.get("/z")(lambda: raising(HTTPException(402, "pay")))
    client = Client(app)
    assert client.ask("GET /x").header("www-authenticate") == "Basic"
    assert client.ask("GET /y").body == b'{"detail":{"a":1}}'
    assert b"<title>402 Payment Required</title>" in client.ask("GET /z").body


def test_the_response_of_an_error_can_be_changed_by_its_handler():
    both = Both()

    def handler(error):
        response = error.get_response()
        response.data = f"{error.code} {error.name}"
        response.content_type = "text/x-error"
        return response

    both.flask.register_error_handler(werkzeug.exceptions.HTTPException, handler)
    both.app.register_error_handler(errors.HTTPError, handler)
    both.route("/x")(lambda: s.abort(418))
    both.compare("GET /x", "GET /nope", "POST /x")


def test_own_classes_of_http_errors_have_their_status_and_text():
    class Theirs(werkzeug.exceptions.HTTPException):
        code = 402
        description = "pay"

    class Ours(errors.HTTPError):
        code = 402
        description = "pay"

    both = Both()
    both.route("/x")(lambda: raising(Theirs() if flask.has_request_context() else Ours()))
    both.route("/y")(lambda: raising(Theirs("y") if flask.has_request_context() else Ours("y")))
    both.compare("GET /x", "GET /y")


def test_text_is_escaped_unless_it_is_html():
    class Html:
        def __html__(self):
            return "<b>"

    assert escaped("<'\"&>") == "&lt;&#39;&#34;&amp;&gt;"
    assert escaped(Html()) == "<b>"
    assert status_name(599) == "Unknown Error"
