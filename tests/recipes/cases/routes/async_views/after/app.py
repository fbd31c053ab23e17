import asyncio

from fastapi import HTTPException
from pydantic import BaseModel

from compat.application import Application

app = Application(__name__)


class WaitAnswer(BaseModel):
    waited: int
    q: str | None


@app.get("/wait/{n:int}", response_model=WaitAnswer)
async def wait(n: int, q: str | None = None):
    await asyncio.sleep(0)
    if n > 3:
        raise HTTPException(413)
    return {"waited": n, "q": q}
