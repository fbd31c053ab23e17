from fastapi import HTTPException
from pydantic import BaseModel

from compat.application import Application
from compat.outgoing import CONNECTION_ERRORS, client, given, lifespan
from compat.values import Json

app = Application(__name__, lifespan=lifespan)
SERVICE = "http://127.0.0.1:9/prices"  # nobody listens there


async def fetch(key):
    """Ask the service for one price."""
    answer = await client().get(f"{SERVICE}/{key}", params=given({"full": 1}), timeout=2)
    answer.raise_for_status()
    return answer.json()


async def price(key):
    try:
        return (await fetch(key))["price"]
    except CONNECTION_ERRORS:
        return None


class ShowAnswer(BaseModel):
    price: Json


@app.get("/price/{key:int}", response_model=ShowAnswer)
async def show(key: int):
    found = await price(key)
    if found is None:
        raise HTTPException(503, "no prices today")
    return {"price": found}


@app.get("/crash")
async def crash():
    return await fetch(1)
