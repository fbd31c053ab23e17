"""The same route as an expert would write it for FastAPI: the mark to be reached."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx
from fastapi import FastAPI, HTTPException, Request
from pydantic import BaseModel

FIND = "SELECT id, name, pg_sleep(0.005) FROM unflask_bench_customers WHERE id = $1"


class Customer(BaseModel):
    id: int
    name: str
    score: int


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    url = os.environ["DATABASE_URL"].replace("+psycopg2", "")
    partner = os.environ["PARTNER_URL"]
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=100)
    async with (
        asyncpg.create_pool(url, min_size=5, max_size=20) as pool,
        httpx.AsyncClient(base_url=partner, timeout=10, limits=limits) as client,
    ):
        app.state.pool, app.state.client = pool, client
        yield


app = FastAPI(lifespan=lifespan)


async def fetch_score(client: httpx.AsyncClient, name: str) -> int:
    """What the partner thinks of a customer; it takes its time."""
    response = await client.get(f"/scores/{name}")
    response.raise_for_status()
    return response.json()["score"]


@app.get("/customers/{customer_id}")
async def read_customer(customer_id: int, request: Request) -> Customer:
    row = await request.app.state.pool.fetchrow(FIND, customer_id)
    if row is None:
        raise HTTPException(404)
    score = await fetch_score(request.app.state.client, row["name"])
    return Customer(id=row["id"], name=row["name"], score=score)
