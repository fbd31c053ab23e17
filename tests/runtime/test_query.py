"""Typed parameters take what `args.get(type=)` took, and invalid bodies get the old answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any
from urllib.parse import urlencode

import flask
import pytest
from fastapi import Form
from fastapi.exceptions import RequestValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter
from werkzeug.datastructures import MultiDict

from unflask.runtime.application import Application
from unflask.runtime.query import default_if_invalid
from unflask.runtime.validation import answer_invalid, invalid_body

from .sides import Sides, sides_of


def choice(text: str) -> str:
    if text not in ("up", "down"):
        raise ValueError(text)
    return text.upper()


KINDS: list[tuple[Any, Any, Any]] = [
    (int, int, 1),
    (float, float, 0.5),
    (bool, bool, False),
    (str, str, "d"),
    (int | None, int, None),
    (str | None, choice, None),
    (Any, len, "none"),
    (Any, lambda text: text + 1, "no sum"),
]


@given(
    st.sampled_from(KINDS),
    st.text(max_size=5)
    | st.sampled_from(["-3", " 5 ", "1_000", "\u0663", "1e3", "nan", "inf", "", "0x1", "1.", "up"]),
)
@example(KINDS[0], "+7")
def test_values_are_taken_as_by_args_get(kind: tuple[Any, Any, Any], text: str) -> None:
    annotation, type_, default = kind
    ours = TypeAdapter(Annotated[annotation, default_if_invalid(type_, default)])
    theirs = MultiDict([("k", text)]).get("k", default, type=type_)
    value = ours.validate_python(text)
    assert repr(value) == repr(theirs)
    assert type(value) is type(theirs)


def test_other_errors_are_not_swallowed() -> None:
    adapter = TypeAdapter(Annotated[Decimal, default_if_invalid(Decimal, Decimal(1))])
    with pytest.raises(ArithmeticError):
        adapter.validate_python("x")


@pytest.fixture(scope="module")
def pages() -> Sides:
    """A page number and a size on both sides."""
    theirs = flask.Flask("x")
    ours = Application("x")

    @theirs.get("/")
    def show():
        page = flask.request.args.get("page", 1, type=int)
        return {"page": page, "size": flask.request.args.get("size", type=float)}

    @ours.get("/")
    def show_ours(
        page: Annotated[int, default_if_invalid(int, 1)] = 1,
        size: Annotated[float | None, default_if_invalid(float)] = None,
    ):
        return {"page": page, "size": size}

    return sides_of(theirs, ours)


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["page", "size"]),
            st.sampled_from(["", "2", "x", " 3", "1.5", "\u00e9"]),
        ),
        max_size=3,
    )
)
@example([("page", "2"), ("page", "3")])
@example([("page", "x"), ("page", "3")])
def test_query_strings(pages: Sides, query: list[tuple[str, str]]) -> None:
    assert pages.check("GET", f"/?{urlencode(query)}").status_code == 200


def test_the_api_description_keeps_type_and_default() -> None:
    app = Application("x")

    @app.get("/")
    def show(page: Annotated[int, default_if_invalid(int, 1)] = 1):
        return {"page": page}

    [parameter] = app.openapi()["paths"]["/"]["get"]["parameters"]
    assert parameter["schema"] == {"type": "integer", "default": 1, "title": "Page"}
    assert parameter["required"] is False


class Item(BaseModel):
    name: str


@pytest.fixture(scope="module")
def items() -> Sides:
    """A view that checks its JSON by hand, and one with a model and the same answer noted."""
    theirs = flask.Flask("x")
    ours = Application("x")
    ours.add_exception_handler(RequestValidationError, answer_invalid)

    @theirs.post("/")
    def add():
        data = flask.request.get_json()
        if not isinstance(data, dict) or not isinstance(data.get("name"), str):
            return {"message": "Invalid item data"}, 400
        return {"name": data["name"]}

    @ours.post("/")
    @invalid_body(400, {"message": "Invalid item data"})
    def add_ours(item: Item):
        return {"name": item.name}

    @ours.post("/plain")
    def plain(item: Item, n: int = 1):
        return {"name": item.name, "n": n}

    @ours.post("/form")
    def form(name: Annotated[str, Form()]):
        return {"name": name}

    @ours.post("/text")
    @invalid_body(418, "no <tea>")
    def text(item: Item):
        return item.name

    return sides_of(theirs, ours)


JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b'{"name": "a"}', JSON),
        (b'{"name": "a", "more": [1]}', {"Content-Type": "application/vnd.x+json; charset=utf-8"}),
        (b'{"name": 1}', JSON),
        (b"{}", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (b"3", JSON),
        (b"", JSON),
        (b"{", JSON),
        (b'{"name": "a"}', {}),
        (b'{"name": "a"}', {"Content-Type": "text/plain"}),
        (b"name=a", {"Content-Type": "application/x-www-form-urlencoded"}),
        (b"", {}),
    ],
    ids=str,
)
def test_bodies(items: Sides, content: bytes, headers: dict[str, str]) -> None:
    items.check("POST", "/", content=content, headers=headers)


def test_without_a_noted_answer_fastapi_answers(items: Sides) -> None:
    answer = items.ours("POST", "/plain", json={"name": 1})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", "name"]
    assert items.ours("POST", "/plain", content=b"{", headers=JSON).status_code == 400
    assert items.ours("POST", "/plain", content=b"{}").status_code == 415


def test_a_bad_parameter_is_no_invalid_body(items: Sides) -> None:
    answer = items.ours("POST", "/plain?n=x", json={"name": "a"})
    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, ["query", "n"])


def test_a_missing_form_field_is_not_about_json(items: Sides) -> None:
    assert items.ours("POST", "/form", data={"other": "1"}).status_code == 422


def test_the_noted_answer_may_be_text(items: Sides) -> None:
    answer = items.ours("POST", "/text", json={})
    assert (answer.status_code, answer.text) == (418, "no <tea>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
