from pydantic import BaseModel, Field

from compat.application import Application
from compat.requests import Request
from compat.values import Json

app = Application(__name__)


class SearchAnswer(BaseModel):
    term: Json
    limit: Json
    tags: Json
    every: Json


@app.get("/search", response_model=SearchAnswer)
def search(request: Request):
    # The first value wins.
    term = request.args.get("q", "")
    limit = request.args.get("limit", 10, type=int)
    tags = request.args.getlist("tag")
    return {"term": term, "limit": limit, "tags": tags, "every": request.args.to_dict()}


class StrictAnswer(BaseModel):
    q: Json


@app.get("/strict", response_model=StrictAnswer)
def strict(request: Request):
    return {"q": request.args["q"]}


@app.post("/sign")
def sign(request: Request):
    name = request.form_data["name"]  # answers 400 where it is missing
    return f"hello {name} from {request.form_data.get('town', 'nowhere')}"


class BodyAnswer(BaseModel):
    got: Json
    json_: Json = Field(alias="json")


@app.post("/json", response_model=BodyAnswer)
def body(request: Request):
    data = request.get_json()
    return {"got": data, "json": request.is_json}
