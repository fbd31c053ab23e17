from functools import wraps
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field

from compat.application import Application
from compat.context import g, request
from compat.query import default_if_invalid
from compat.requests import Request
from compat.responses import JSONResponse
from compat.values import Json

app = Application(__name__)
TOKENS = {"s3cret": "ada"}


def require_token(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        g.user = TOKENS.get(request.headers.get("X-Token"))
        if g.user is None:
            return JSONResponse({"error": "bad token"}, 401)
        return view(*args, **kwargs)

    return wrapper


class SearchAnswer(BaseModel):
    q: str
    page: int
    size: Json
    tag: str | None
    limit: int | None


@app.get("/search", response_model=SearchAnswer)
def search(
    q: str = "",
    page: Annotated[int, default_if_invalid(int, 1)] = 1,
    size: Annotated[float, default_if_invalid(float, 0.5)] = 0.5,
    tag: str | None = None,
    limit: Annotated[int | None, default_if_invalid(int)] = None,
):
    """What is found."""
    # Zero is no limit.
    return {"q": q, "page": page, "size": size, "tag": tag, "limit": limit}


class WordsAnswer(BaseModel):
    sort: Json
    from_: int = Field(alias="from")
    page_size: int | str = Field(alias="page-size")
    state: str | int


@app.get("/words", response_model=WordsAnswer)
def words(
    sort: str = "name",
    from_: Annotated[int, Query(alias="from"), default_if_invalid(int, -1)] = -1,
    page_size: Annotated[int | str, Query(alias="page-size"), default_if_invalid(int, "7")] = "7",
    state: str | int = 0,
):
    return {
        "sort": sort.upper(),
        "from": from_,
        "page-size": page_size,
        "state": state,
    }


@app.api_route("/rows/{row:int}", methods=["GET", "POST"])
@require_token
def rows(request: Request, row: int, unit="cm", flag: str = 'it\'s "on"', by: str | None = None):
    flag = flag.strip()
    if request.method == "POST":
        return JSONResponse({"row": row, "by": by, "user": g.user}, 201)
    return {"row": row, "flag": flag, "by": by, "unit": unit}


@app.get("/only")
def only(name: str | None = None, depth: Annotated[int, default_if_invalid(int, 3)] = 3):
    return [find(lambda: depth), name]


def find(read):
    return read()
