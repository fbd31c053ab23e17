from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.values import Json

app = Application(__name__)


class GreetAnswer(BaseModel):
    name: str
    page: Json
    many: Json


@app.get("/greet", response_model=GreetAnswer)
def greet(request: Request):
    name = f"{request.args.get('name', 'you')!r:>10}"
    page = f"page {request.args['page']}" if "page" in request.args else f'{request.method} "{request.path}"'
    return {
        # who
        "name": name,
        "page": page,  # where
        "many": request.args.get(
            "many",  # how often
            1,
            type=int,  # a number
        ),
    }


class TotalAnswer(BaseModel):
    sum: Json
    negative: bool
    agent: Json


@app.post("/sum", response_model=TotalAnswer)
def total(request: Request):
    values = (request.get_json() or {}).get("values", [])
    return {
        "sum": sum(values),
        "negative": not request.get_json(),
        "agent": request.headers.get("User-Agent", "").split("/")[0],
    }
