"""Files are served with Flask's headers, conditions and ranges."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import flask
import pytest

from unflask.runtime import static
from unflask.runtime.application import Application
from unflask.runtime.static import add_static_route, safe_join, send_file, send_from_directory

from .sides import Sides, sides_of

if TYPE_CHECKING:
    from pathlib import Path

MODIFIED = "Tue, 14 Nov 2023 22:13:20 GMT"
FILES = {
    "a.txt": b"hello static\n",
    "b.js": b"x=1\n",
    "c.bin": bytes(range(64)),
    "d.tar.gz": b"gz",
    "empty.css": b"",
    "sub/e.svg": b"<svg/>",
    "f g\u00fc\u4f60.html": b"<p>",
    "odd'n;m.txt": b"o",
    "big.dat": b"0123456789" * 30_000,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that all changed at one time, with a link to one outside."""
    folder = tmp_path_factory.mktemp("files")
    for name, content in FILES.items():
        path = folder / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (1700000000.25, 1700000000.25))
    (folder / "secret.txt").write_bytes(b"secret")
    (folder / "static" / "link.txt").symlink_to(folder / "secret.txt")
    return folder


@pytest.fixture
def sides(folder: Path) -> Sides:
    """An application of each kind with static files."""
    theirs = flask.Flask("x", root_path=str(folder))
    ours = Application("x", root_path=str(folder), static_folder=None)
    add_static_route(ours, "/static", folder / "static")
    return sides_of(theirs, ours)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
@pytest.mark.parametrize("name", [*FILES, "link.txt", "none.txt"])
def test_each_file(sides: Sides, name: str, method: str) -> None:
    sides.check(method, f"/static/{name}")


@pytest.mark.parametrize(
    "path",
    [
        "/static",
        "/static/",
        "/static/sub",
        "/static/sub/",
        "/static/../secret.txt",
        "/static/%2e%2e/secret.txt",
        "/static/sub/../a.txt",
        "/static/sub/../../secret.txt",
        "/static/%2Fetc/passwd",
        "/static/a.txt%00",
        "/static/.%5c../secret.txt",
        "/static/a.txt/",
    ],
)
def test_nothing_else_gets_out(sides: Sides, path: str) -> None:
    sides.check("GET", path)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "headers",
    [
        {"If-Modified-Since": MODIFIED},
        {"If-Modified-Since": "Tue, 14 Nov 2023 22:13:19 GMT"},
        {"If-None-Match": "*"},
        {"If-None-Match": '"x"'},
        {"If-Match": '"x"'},
        {"If-Match": "*"},
        {"Range": "bytes=0-4"},
        {"Range": "bytes=-4"},
        {"Range": "bytes=5-"},
        {"Range": "bytes=100-"},
        {"Range": "bytes=0-1,3-4"},
        {"Range": "lines=1-2"},
        {"Range": "bytes=0-4", "If-Range": MODIFIED},
        {"Range": "bytes=0-4", "If-Range": "Tue, 14 Nov 2023 22:13:19 GMT"},
        {"Range": "bytes=0-4", "If-None-Match": "*"},
    ],
    ids=str,
)
@pytest.mark.parametrize("name", ["a.txt", "empty.css", "d.tar.gz"])
def test_conditions_and_ranges(
    sides: Sides, name: str, headers: dict[str, str], method: str
) -> None:
    sides.check(method, f"/static/{name}", headers=headers)


def test_the_tag_of_an_answer_is_a_valid_condition(sides: Sides) -> None:
    tag = sides.check("GET", "/static/a.txt").headers["etag"]
    assert sides.check("GET", "/static/a.txt", headers={"If-None-Match": tag}).status_code == 304
    again = sides.check("GET", "/static/a.txt", headers={"Range": "bytes=2-3", "If-Range": tag})
    assert again.content == b"ll"


def test_a_middle_part_of_a_large_file(sides: Sides) -> None:
    headers = {"Range": "bytes=70003-199999"}
    assert len(sides.check("GET", "/static/big.dat", headers=headers).content) == 129_997


@pytest.mark.parametrize("age", [None, 0, 60, timedelta(hours=1)])
def test_the_configured_age(sides: Sides, age: Any) -> None:
    sides.configure(SEND_FILE_MAX_AGE_DEFAULT=age)
    sides.check("GET", "/static/a.txt")


WHEN = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("static/a.txt", {}),
    ("static/a.txt", {"mimetype": "application/xml"}),
    ("static/a.txt", {"as_attachment": True}),
    ("static/a.txt", {"as_attachment": True, "download_name": 'q"\\x y.txt'}),
    ("static/a.txt", {"download_name": "\u00fc\u4f60.pdf"}),
    ("static/a.txt", {"conditional": False}),
    ("static/a.txt", {"etag": False}),
    ("static/a.txt", {"etag": "mine"}),
    ("static/a.txt", {"last_modified": WHEN}),
    ("static/a.txt", {"last_modified": WHEN.replace(tzinfo=None)}),
    ("static/a.txt", {"last_modified": 1.5}),
    ("static/a.txt", {"max_age": 60}),
    ("static/a.txt", {"max_age": 0}),
    ("static/a.txt", {"max_age": lambda path: len(str(path)) and 7}),
    ("static/d.tar.gz", {}),
    ("static/d.tar.gz", {"as_attachment": True}),
    ("static/a.txt", {"mimetype": "text/x-odd+xml", "download_name": "n"}),
    ("static/nothing", {}),
    ("bytes", {"mimetype": "image/png"}),
    ("bytes", {"download_name": "a.csv"}),
    (
        "bytes",
        {"download_name": "a.csv", "as_attachment": True, "etag": "t", "last_modified": WHEN},
    ),
    ("bytes", {}),
    ("bytes", {"mimetype": "text/csv", "as_attachment": True}),
    ("text", {"mimetype": "text/csv"}),
    ("open", {"mimetype": "text/csv"}),
]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=1-2"}, {"If-None-Match": '"t"'}])
@pytest.mark.parametrize("number", range(len(CALLS)))
def test_send_file(folder: Path, number: int, headers: dict[str, str], method: str) -> None:
    what, options = CALLS[number]
    if (what, method) == ("open", "HEAD"):
        pytest.skip("the length of a body that is never read is nobody's to say")

    def subject() -> Any:
        match what:
            case "bytes":
                return io.BytesIO(b"binary")
            case "text":
                return io.StringIO("text")
            case "open":
                return (folder / "static/a.txt").open("rb")
        return what

    theirs = flask.Flask("x", root_path=str(folder))
    ours = Application("x", root_path=str(folder))
    theirs.add_url_rule(
        "/", "f", lambda: flask.send_file(subject(), **options), methods=["GET", "POST"]
    )

    @ours.api_route("/", methods=["GET", "POST"])
    def f():
        return send_file(subject(), **options)

    sides_of(theirs, ours).check(method, "/", at_once=True, headers=headers)


def test_a_relative_directory_starts_at_the_root(folder: Path) -> None:
    theirs = flask.Flask("x", root_path=str(folder))
    ours = Application("x", root_path=str(folder))
    theirs.add_url_rule("/<path:p>", "f", lambda p: flask.send_from_directory("static", p))

    @ours.get("/{p:path}")
    def f(p: str):
        return send_from_directory("static", p)

    both = sides_of(theirs, ours)
    for path in ("/a.txt", "/sub/e.svg", "/none", "/sub"):
        both.check("GET", path)


def test_a_file_may_be_removed_before_it_is_sent(tmp_path: Path) -> None:
    app = Application("x", root_path=str(tmp_path))
    (tmp_path / "secret.txt").write_bytes(b"secret")

    @app.get("/")
    def f():
        response = send_file("secret.txt")
        (tmp_path / "secret.txt").unlink()
        return response

    assert sides_of(flask.Flask("y"), app).ours("GET", "/").content == b"secret"


def test_an_answer_can_be_changed_by_the_view(folder: Path) -> None:
    theirs = flask.Flask("x", root_path=str(folder))
    ours = Application("x", root_path=str(folder))

    def change(response: Any) -> Any:
        response.headers["X-Own"] = "1"
        response.set_cookie("a", "b")
        response.cache_control.max_age = 5
        response.content_type = "text/odd"
        return response

    theirs.add_url_rule("/", "f", lambda: change(flask.send_file("static/a.txt")))

    @ours.get("/")
    def f():
        return change(send_file("static/a.txt"))

    sides_of(theirs, ours).check("GET", "/")


@pytest.mark.parametrize("separator", ["/", "\\"])
def test_no_joined_path_leads_out(separator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static, "_OTHER_SEPARATORS", ("\\",) if separator == "\\" else ())
    assert safe_join("d", separator.join(["a", "..", "..", "b"])) is None
    assert safe_join("d", "..") is None
    assert safe_join("d", "/a") is None
    assert safe_join("d", "a/../b") == "d/b"
    assert safe_join("", "a") == "./a"
    assert safe_join("d", "") == "d"
