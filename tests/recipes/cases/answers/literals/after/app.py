import datetime
import decimal
import uuid
from typing import Annotated

from fastapi import HTTPException
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from compat.application import Application
from compat.query import default_if_invalid
from compat.responses import JSONResponse, jsonify
from compat.values import Json

app = Application(__name__)
books = {}


def show(book):
    """One book for clients."""
    if book["sold"] is None:
        return {"title": book["title"], "price": book["price"]}
    return {"title": book["title"], "price": book["price"], "sold": book["sold"]}


class BookCreated(BaseModel):
    title: str | None
    price: Json
    sold: Json
    id: Json


@app.post("/books", status_code=201, response_model=BookCreated)
def add_book(title: str | None = None):
    if not title:
        return JSONResponse({"error": "a book has a title"}, 400)
    if title in books:
        return JSONResponse({"error": "there is one"}, 409)
    book = {"title": title, "price": decimal.Decimal("9.90"), "sold": None, "id": uuid.UUID(int=7)}
    books[title] = book
    return book


class Book(BaseModel):
    title: Json
    price: Json
    sold: Json = None


@app.get("/books/{title}", response_model=Book, response_model_exclude_unset=True)
def get_book(title: str, raw: str | None = None):
    if title not in books:
        raise HTTPException(404)
    if raw:
        return RedirectResponse("/raw", status_code=302)
    return show(books[title])


@app.post("/books/{title}/sell", response_model=Book, response_model_exclude_unset=True)
def sell_book(title: str):
    books[title]["sold"] = datetime.datetime(2024, 2, 29, 12, 30)
    return show(books[title])


class BookItem(BaseModel):
    title: Json
    sold: bool


@app.get("/books", response_model=list[BookItem])
def list_books():
    # The cheap ones too.
    return [{"title": b["title"], "sold": b["sold"] is not None} for b in books.values()]


@app.get("/count/{start:int}")
def count(start: int):
    if start > 5:
        return {"start": start, "count": len(books), "date": datetime.date(2024, 1, 2)}
    return jsonify(count=len(books), start=start, **{}) if False else {"start": start, "count": 0}


class SchemaAnswer(BaseModel):
    schema_: str = Field(alias="schema")
    content_type: Json = Field(default=None, alias="content-type")
    copy_: Json = Field(default=None, alias="copy")


@app.put("/schema/{number:int}", response_model=SchemaAnswer, response_model_exclude_unset=True)
def schema(number: int):
    """Keys that are no names."""
    if number == 1:
        return {"schema": f"n{number}", "copy": None}
    return {"schema": "x", "content-type": [1, {"day": datetime.date(2024, 1, 2)}]}


class UpAnswer(BaseModel):
    number: int
    title: str
    ok: bool
    at: Json


@app.post("/up/{number:int}", status_code=201, response_model=UpAnswer)
def up(number: int):
    return {"number": number, "title": str(number), "ok": number in books, "at": datetime.date.min}


class HalfAnswer(BaseModel):
    half: Json


@app.get("/half", response_model=HalfAnswer)
def half(of: Annotated[float, default_if_invalid(float, 1.0)] = 1.0):
    return {"half": of / 2}
