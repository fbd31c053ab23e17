from pydantic import BaseModel

from shop.compat.routing import Router

api = Router("api", prefix="/api")


class ItemAnswer(BaseModel):
    number: int


@api.get("/items/{number:int}", response_model=ItemAnswer)
def item(number: int):
    return {"number": number}
