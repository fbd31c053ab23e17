from fastapi import HTTPException
from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.values import Json

app = Application(__name__)


def page_size(request: Request):
    """How many rows a page has."""
    size = request.args.get("size", "20")
    if not size.isdigit():
        raise HTTPException(400, "size must be a number")
    return int(size)


def window(
    request: Request,
    page,  # counts from 1
    *,
    extra=0,
):
    size = page_size(request)
    return (page - 1) * size, page * size + extra


class RowsAnswer(BaseModel):
    start: Json
    end: Json


@app.get("/rows/{page:int}", response_model=RowsAnswer)
def rows(request: Request, page: int):
    start, end = window(
        request,
        page,  # the page asked for
        extra=1,
    )
    return {"start": start, "end": end}
