import uuid
from uuid import UUID

from pydantic import BaseModel

from compat.application import Application
from compat.values import Json

app = Application(__name__)


@app.get("/")
def index():
    return "index"


class ItemAnswer(BaseModel):
    id: int
    type: Json


@app.api_route("/item/{item_id:int}", methods=["GET", "POST", "DELETE"], response_model=ItemAnswer)
def item(item_id: int):
    return {"id": item_id, "type": type(item_id).__name__}


class PriceAnswer(BaseModel):
    price: float


@app.get("/price/{price:float}", response_model=PriceAnswer)
def price(price: float):
    return {"price": price}


class ThingAnswer(BaseModel):
    key: str
    same: Json


@app.put("/thing/{key:uuid}", response_model=ThingAnswer)
def thing(key: UUID):
    return {"key": str(key), "same": isinstance(key, uuid.UUID)}


@app.get("/files/{name:path}")
def files(name: str):
    return name


@app.get("/kind/{kind:any(cat, dog)}")
def kind(kind: str):
    return kind


@app.get("/code/{code:string(length=3)}")
def code(code: str) -> str:
    return code.upper()


@app.api_route("/head", methods=["HEAD", "POST"])
def only_head():
    return "body"
