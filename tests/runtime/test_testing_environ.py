"""Requests are encoded as Werkzeug's client encodes them."""

from __future__ import annotations

from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.datastructures import Headers as WerkzeugHeaders
from werkzeug.test import EnvironBuilder as WerkzeugBuilder
from werkzeug.wrappers import Request

from unflask.runtime.testing_environ import EnvironBuilder, scope_of
from unflask.runtime.testing_environ import FileStorage as OurFileStorage

Arguments = dict[str, Any]
names = st.text(st.characters(codec="utf-8", exclude_characters='\r\n"\0'), min_size=1, max_size=8)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20)
scalars = st.one_of(texts, st.integers(), st.booleans(), st.none())


def observed(environ: dict[str, Any]) -> dict[str, Any]:
    """Return what an application sees of a request."""
    with Request(environ) as request:
        return seen_by(request)


def seen_by(request: Request) -> dict[str, Any]:
    """Return what can be read from a request."""
    form = request.form.to_dict(flat=False)
    return {
        "method": request.method,
        "url": request.url,
        "root": request.script_root,
        "args": request.args.to_dict(flat=False),
        "mimetype": request.mimetype,
        "form": form,
        "files": [
            (name, each.filename, each.mimetype, each.read())
            for name, each in request.files.items(multi=True)
        ],
        "body": b"" if form or request.files else request.get_data(),
        "headers": [
            (name, value)
            for name, value in request.headers.items()
            # The boundary differs each time, and with it the length.
            if name not in {"Content-Type", "Content-Length"}
            or request.mimetype != "multipart/form-data"
        ],
    }


def both(*args: Any, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is seen of a request of Werkzeug's builder and of ours."""
    theirs = observed(WerkzeugBuilder(*args, **kwargs).get_environ())
    return theirs, observed(EnvironBuilder(*args, **kwargs).get_environ())


REQUESTS: dict[str, Arguments] = {
    "nothing": {},
    "path": {"path": "/a/é b/%20c%2Fd"},
    "query in the path": {"path": "/a?x=1&y=%20&x=2"},
    "empty query": {"path": "/a?"},
    "query text": {"path": "/a", "query_string": "x=1&y"},
    "query dict": {"query_string": {"a": ["1", "2"], "b": 3, "c": "é&=", "d": None, "e": []}},
    "query tuple value": {"query_string": {"a": ("1", "2")}},
    "query pairs": {"query_string": [("a", "1"), ("b", "2"), ("a", "3")]},
    "query multidict": {"query_string": MultiDict([("a", "1"), ("a", "2")])},
    "form": {"method": "POST", "data": {"a": "1", "b": ["2", "3"], "c": "é ü&", "n": 5}},
    "form with None": {"method": "POST", "data": {"a": None, "b": "1"}},
    "empty form": {"method": "POST", "data": {}},
    "form multidict": {"method": "POST", "data": MultiDict([("a", "1"), ("b", "2"), ("a", "3")])},
    "multipart": {"method": "POST", "data": {"a": "1"}, "content_type": "multipart/form-data"},
    "dict with a JSON type": {"data": {"a": "1"}, "content_type": "application/json"},
    "text": {"method": "POST", "data": "é"},
    "bytes": {"method": "PUT", "data": b"\x00\xff", "content_type": "application/octet-stream"},
    "json": {"method": "POST", "json": {"a": [1, None, "é"]}},
    "json null": {"method": "POST", "json": None},
    "json list": {"method": "POST", "json": []},
    "json with own type": {"json": {}, "content_type": "application/vnd.api+json"},
    "headers dict": {"headers": {"X-A": "1", "x_b": "2", "Accept": "text/html"}},
    "headers pairs": {"headers": [("X-A", "1"), ("X-A", "2"), ("Cookie", "a=b")]},
    "headers of werkzeug": {"headers": WerkzeugHeaders([("X-A", "1"), ("X-A", "2")])},
    "headers list value": {"headers": {"X-A": ["1", "2"]}},
    "headers content type": {"data": "{}", "headers": {"Content-Type": "application/json"}},
    "headers number": {"headers": {"X-A": 5}},
    "content length": {"content_length": 0},
    "content length among headers": {"method": "POST", "headers": {"Content-Length": "7"}},
    "content length of a body": {"data": "abc", "headers": {"Content-Length": "7"}},
    "mimetype": {"data": "x", "mimetype": "text/plain"},
    "base url": {"path": "/p", "base_url": "https://é.org:8443/root/"},
    "auth": {"auth": ("ü", "p:w")},
    "environ base": {"environ_base": {"REMOTE_ADDR": "9.9.9.9", "HTTP_USER_AGENT": "x"}},
    "environ overrides": {"environ_overrides": {"wsgi.url_scheme": "https", "HTTP_X_A": "1"}},
}


@pytest.mark.parametrize("arguments", REQUESTS.values(), ids=REQUESTS)
def test_a_request_is_seen_as_werkzeugs(arguments: Arguments) -> None:
    """Method, URL, headers, form, files and body are the same."""
    theirs, ours = both(**arguments)
    assert ours == theirs


FILES: dict[str, Any] = {
    "name": lambda: (BytesIO(b"hi"), "x.txt"),
    "type": lambda: (BytesIO(b"hi"), "x.txt", "image/png"),
    "bare": lambda: BytesIO(b"hi"),
    "one in a tuple": lambda: (BytesIO(b"hi"),),
    "empty": lambda: (BytesIO(b""), "x.bin"),
    "empty name": lambda: (BytesIO(b"hi"), ""),
    "unknown type": lambda: (BytesIO(b"hi"), "x.zzz"),
    "storage": lambda: FileStorage(BytesIO(b"hi"), "s.html", content_type="text/x"),
    "several": lambda: [(BytesIO(b"1"), "1.txt"), (BytesIO(b"2"), "2.txt")],
    "file": lambda: Path(__file__).open("rb"),  # noqa: SIM115 (closed by the test)
    "file and name": lambda: (Path(__file__).open("rb"), "é.py"),  # noqa: SIM115 (closed by the test)
}


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_a_file_is_seen_as_werkzeugs(make: Any) -> None:
    """Name, type and content of uploads are the same."""
    with ExitStack() as opened:
        seen = []
        for builder in (WerkzeugBuilder, EnvironBuilder):
            file = make()
            if hasattr(file, "close"):
                opened.callback(file.close)
            elif isinstance(file, tuple):
                opened.callback(file[0].close)
            environ = builder(method="POST", data={"f": file, "a": "1"}).get_environ()
            seen.append(observed(environ))
    assert seen[0] == seen[1]


def test_a_file_of_the_migrated_application_can_be_sent() -> None:
    """`FileStorage` imported from the helper stands for Werkzeug's."""
    theirs = FileStorage(BytesIO(b"hi"), "s.html", content_type="text/x")
    ours = OurFileStorage(BytesIO(b"hi"), "s.html", content_type="text/x")
    seen = observed(WerkzeugBuilder(method="POST", data={"f": theirs}).get_environ())
    assert observed(EnvironBuilder(method="POST", data={"f": ours}).get_environ()) == seen


@given(st.dictionaries(names, st.one_of(scalars, st.lists(texts, max_size=3)), max_size=4))
def test_any_form_is_seen_as_werkzeugs(data: dict[str, Any]) -> None:
    """URL-encoded forms arrive with the same values."""
    theirs, ours = both(method="POST", data=data)
    assert ours == theirs


@given(st.dictionaries(names, st.one_of(scalars, st.lists(texts, max_size=3)), max_size=4))
def test_any_query_is_seen_as_werkzeugs(query: dict[str, Any]) -> None:
    """Query dicts give the same address."""
    theirs, ours = both(query_string=query)
    assert ours == theirs


@given(
    st.dictionaries(names, st.one_of(texts, st.lists(texts, max_size=3)), max_size=3), st.binary()
)
def test_any_multipart_is_seen_as_werkzeugs(data: dict[str, Any], content: bytes) -> None:
    """Multipart bodies arrive with the same fields and files."""
    theirs = WerkzeugBuilder(method="POST", data={**data, "f": (BytesIO(content), "n.txt")})
    ours = EnvironBuilder(method="POST", data={**data, "f": (BytesIO(content), "n.txt")})
    assert observed(ours.get_environ()) == observed(theirs.get_environ())


def test_query_in_both_places_is_refused() -> None:
    """The path and the argument cannot both have a query."""
    with pytest.raises(ValueError, match="Query string is defined"):
        EnvironBuilder("/a?b=1", query_string="c=2")


def test_json_and_data_together_are_refused() -> None:
    """A body is given once."""
    with pytest.raises(TypeError, match="both json and data"):
        EnvironBuilder(json={}, data="x")


def test_a_header_with_a_line_break_is_refused() -> None:
    """Nothing can be smuggled in a header value."""
    with pytest.raises(ValueError, match="newline"):
        EnvironBuilder(headers={"X": "a\nb"})


def test_the_scope_says_what_the_environ_says() -> None:
    """Path, root, scheme, client and headers are carried over."""
    builder = EnvironBuilder(
        "/é/x?q=1",
        "https://h.org/root",
        headers={"X-A": "1"},
        environ_base={"REMOTE_ADDR": "1.2.3.4"},
    )
    scope = scope_of(builder.get_environ())
    assert scope["path"] == "/root/é/x"
    assert scope["root_path"] == "/root"
    assert scope["raw_path"] == b"/root/%C3%A9/x"
    assert (scope["scheme"], scope["server"]) == ("https", ("h.org", 443))
    assert scope["client"] == ("1.2.3.4", 0)
    assert scope["headers"] == [(b"host", b"h.org"), (b"x-a", b"1")]
    assert scope["query_string"] == b"q=1"
