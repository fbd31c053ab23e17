"""What the tests of a migrated application use: the application answers, nothing is simulated.

Importing this module gives `Application` the methods `test_client`, `test_cli_runner`,
`app_context` and `test_request_context`, and its names are those that tests of a Flask application
import from `flask`, `flask.testing` and `werkzeug.test`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from . import errors
from .application import Application
from .context import (
    after_this_request,
    app_context,
    copy_current_request_context,
    current_app,
    g,
    has_app_context,
    has_request_context,
    request,
    session,
)
from .errors import abort
from .multidict import ImmutableMultiDict, MultiDict
from .responses import Response, jsonify, make_response
from .testing_client import Client, ClientRedirectError
from .testing_contexts import RequestContext
from .testing_environ import EnvironBuilder, FileStorage, create_environ, encode_multipart
from .testing_flask import FlaskClient, FlaskCliRunner, install
from .testing_headers import Headers
from .testing_headers import parse_pairs as parse_dict_header
from .testing_response import TestResponse
from .testing_signals import (
    appcontext_popped,
    appcontext_pushed,
    appcontext_tearing_down,
    before_render_template,
    got_request_exception,
    message_flashed,
    request_finished,
    request_started,
    request_tearing_down,
    template_rendered,
)
from .testing_wsgi import answer_wsgi
from .urls import url_for

# Modules that not every application has.
_ELSEWHERE = {
    "flash": "session",
    "get_flashed_messages": "session",
    "render_template": "templating",
    "render_template_string": "templating",
    "send_file": "static",
    "send_from_directory": "static",
}


def __getattr__(name: str) -> Any:
    if name in _ELSEWHERE:
        return getattr(import_module(f".{_ELSEWHERE[name]}", __package__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Application",
    "Client",
    "ClientRedirectError",
    "EnvironBuilder",
    "FileStorage",
    "FlaskCliRunner",
    "FlaskClient",
    "Headers",
    "ImmutableMultiDict",
    "MultiDict",
    "RequestContext",
    "Response",
    "TestResponse",
    "abort",
    "after_this_request",
    "answer_wsgi",
    "app_context",
    "appcontext_popped",
    "appcontext_pushed",
    "appcontext_tearing_down",
    "before_render_template",
    "copy_current_request_context",
    "create_environ",
    "current_app",
    "encode_multipart",
    "errors",
    "g",
    "got_request_exception",
    "has_app_context",
    "has_request_context",
    "install",
    "jsonify",
    "make_response",
    "message_flashed",
    "parse_dict_header",
    "request",
    "request_finished",
    "request_started",
    "request_tearing_down",
    "session",
    "template_rendered",
    "url_for",
]
