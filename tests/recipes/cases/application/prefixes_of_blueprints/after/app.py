from pydantic import BaseModel

from compat.application import Application
from compat.requests import Request
from compat.routing import Router

app = Application(__name__)
root = Router("root")
shop = Router("shop", prefix="/shop")
items = Router("items")
admin = Router("admin")
tenant = Router("tenant", prefix="/t/{tenant:int}")


@root.get("/")
@root.get("/hello")
def hello(request: Request):
    return request.endpoint


@shop.get("/")
def index(request: Request):
    return request.path


@shop.get("/")
def bare():
    return "bare"


class ItemAnswer(BaseModel):
    n: int


@items.get("/{n:int}", response_model=ItemAnswer)
def item(n: int):
    return {"n": n}


@admin.get("/users/")
def users():
    return "users"


class PageAnswer(BaseModel):
    tenant: int
    name: str


@tenant.get("/page/{name}", response_model=PageAnswer)
def page(tenant: int, name: str):
    return {"tenant": tenant, "name": name}


shop.include_router(items, prefix="/items")
app.include_router(root)
app.include_router(shop)
app.include_router(admin, prefix="/admin")
app.include_router(tenant)
