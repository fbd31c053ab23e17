from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict

from compat.application import Application
from compat.responses import JSONResponse
from compat.validation import answer_invalid, invalid_body

app = Application(__name__)
app.add_exception_handler(RequestValidationError, answer_invalid)
books = []


class BookCreate(BaseModel):
    model_config = ConfigDict(strict=True)

    title: str
    year: Any
    tags: Any = []
    copies: int | float | None = 1


# Books.
@app.post("/books")
@invalid_body(400, {"error": "title and year", "code": 7})
def add_book(data: BookCreate):
    """Take a book."""
    # It is one.
    book = {"title": data.title.strip(), "year": data.year, "tags": data.tags}
    book["copies"] = data.copies
    books.append(book)
    return JSONResponse(book, 201)


class BookUpdate(BaseModel):
    model_config = ConfigDict(strict=True)

    title: str
    by: Any
    year: Any = None
    copies: int | float | None = None


@app.api_route("/books/{number:int}", methods=["PUT", "PATCH"])
@invalid_body(422, {"error": "title and by"})
def change_book(number: int, changes: BookUpdate):
    if number >= len(books):
        return JSONResponse({"error": "no such book"}, 404)
    if "year" in changes.model_fields_set:
        books[number]["year"] = changes.year
    if "copies" in changes.model_fields_set and changes.copies > 0:
        books[number]["copies"] = changes.copies
    books[number]["title"] = changes.title
    return JSONResponse(books[number])


class SignUpBody(BaseModel):
    name: Any = None
    password: Any = ""


@app.post("/sign-up")
@invalid_body(400, "name and password, please")
def sign_up(form: SignUpBody):
    if not form.name or len(form.password) < 3:
        return HTMLResponse("name and password, please", 400)
    return f"hello {form.name}"


def create_app():
    return app
