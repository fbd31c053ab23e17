from pydantic import BaseModel
from werkzeug.utils import cached_property

from compat.application import Application
from compat.context import g, request
from compat.requests import Request
from compat.responses import JSONResponse
from compat.session import SessionMiddleware
from compat.templating import render_template_string
from compat.values import Json


class ShopRequest(Request):
    """Requests know their shop, their version of the API and their page."""

    default_version = 1

    @property
    def tenant(self):
        return self.headers.get("X-Tenant") or self.args.get("tenant")

    @cached_property
    def api_version(self):
        accept = self.headers.get("Accept", "")
        self.state.asked = getattr(self.state, "asked", 0) + 1
        if "; version=" in accept:
            return int(accept.rsplit("=", 1)[1])
        return self.default_version

    @property
    def page_number(self):
        return max(self.args.get("page", 1, type=int), 1)

    def wanted(self, name, default=None):
        if self.is_json:
            return self.get_json().get(name, default)
        return self.form_data.get(name, default)

    def visits(self):
        request.session["visits"] = request.session.get("visits", 0) + 1
        return request.session["visits"], g.get("shop")


class Shop(Application):
    request_class = ShopRequest


app = Shop(__name__)
app.add_middleware(SessionMiddleware)
app.secret_key = "shop"


def describe(asked):
    return {"tenant": asked.tenant, "page": asked.page_number, "url": asked.href}


@app.before_request
def find_shop(request: Request):
    g.shop = f"shop {request.tenant}" if request.tenant else None


class ShopAnswer(BaseModel):
    shop: Json
    version: Json
    again: Json
    asked: Json


@app.get("/shop", response_model=ShopAnswer)
def shop(request: Request):
    first = request.api_version
    return {"shop": g.shop, "version": first, "again": request.api_version, "asked": request.state.asked}


class OrderAnswer(BaseModel):
    item: Json
    count: Json


@app.post("/orders", status_code=201, response_model=OrderAnswer)
def order(request: Request):
    return {"item": request.wanted("item"), "count": request.wanted("count", 1)}


class DescribedAnswer(BaseModel):
    tenant: Json
    page: Json
    url: Json


@app.get("/describe", response_model=DescribedAnswer)
def described(request: Request):
    return describe(request)


@app.get("/visits")
def visits(request: Request):
    return JSONResponse(request.visits())


@app.get("/text")
def text():
    return render_template_string("{{ request.tenant }} {{ request.page_number }}")


@app.get("/named")
def named(request: Request):
    return [getattr(request, "tenant", "none"), hasattr(request, "tenant")]


@app.errorhandler(404)
def missing(request: Request, error):
    return JSONResponse({"error": "nothing here", "tenant": request.tenant}, 404)
