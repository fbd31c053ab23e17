"""The shop on FastAPI, by hand; `build` seeds faults that real migrations have made.

`app` answers as the twin that `/-/seed?FAULT,FAULT` last asked for, with fresh state.
"""

import asyncio
import base64
import datetime as dt
import decimal
import html
import json
import secrets
import uuid
from email.utils import format_datetime
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException

MADE = dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
WORDS = {
    404: "The requested URL was not found on the server.",
    405: "The method is not allowed for the requested URL.",
    400: "The browser (or proxy) sent a request that this server could not understand.",
    403: "You don't have the permission to access the requested resource.",
    415: "Did not attempt to load JSON data because of its type.",
    500: "The server encountered an internal error and was unable to complete your request.",
}


class Digits(Convertor):
    regex = "[0-9]+"

    def convert(self, value):
        return int(value)

    def to_string(self, value):
        return str(value)


register_url_convertor("digits", Digits())


class ShopError(Exception):
    pass


def session_serializer():
    class Compact:
        dumps = staticmethod(lambda data: json.dumps(data, separators=(",", ":")))
        loads = staticmethod(json.loads)

    options = {"key_derivation": "hmac"}
    return URLSafeTimedSerializer(
        "dev", salt="cookie-session", serializer=Compact, signer_kwargs=options
    )


def page(status, text=None):
    phrase = HTTPStatus(status).phrase
    words = html.escape(text or WORDS.get(status, phrase))
    return HTMLResponse(
        f"<!doctype html>\n<html lang=en>\n<title>{status} {phrase}</title>\n"
        f"<h1>{phrase}</h1>\n<p>{words}</p>\n",
        status,
    )


def build(faults):  # noqa: C901, PLR0915 - one function, so that all share the switches
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    items = {1: {"id": 1, "name": "pen", "note": "blue", "made": MADE}}
    table = []

    def default(value):
        if isinstance(value, dt.datetime):
            iso = "iso_date" in faults
            return value.isoformat() if iso else format_datetime(value, usegmt=True)
        if isinstance(value, decimal.Decimal) and "decimal_number" in faults:
            return float(value)
        return str(value)

    def answer(data, status=200):
        text = json.dumps(data, default=default, sort_keys="key_order" not in faults)
        return Response(text, status, media_type="application/json")

    def route(path, *methods):
        def add(view):
            extra = ["HEAD"] if "GET" in methods and "head_405" not in faults else []
            app.add_api_route(
                path,
                view,
                methods=[*methods, *extra],
                response_model=None,
                response_class=HTMLResponse,
            )
            table.append((path, {*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"}))
            return view

        return add

    def matching(path):
        regexes = [r for r in app.routes if hasattr(r, "path_regex") and r.path_regex.match(path)]
        paths = {r.path for r in regexes}
        return set().union(*(methods for path, methods in table if path in paths))

    async def own_error(request, error):
        status = getattr(error, "status_code", 500)
        path = request.url.path
        if status in {404, 405} and getattr(error, "detail", "") in {
            "Not Found",
            "Method Not Allowed",
        }:
            return routing(request, path)
        text = None if error.detail == HTTPStatus(status).phrase else error.detail
        if "html_error_as_json" in faults:
            return answer({"detail": error.detail}, status)
        return page(status, text)

    def routing(request, path):
        allowed = matching(path)
        if allowed:
            listed = {"GET"} if "allow_short" in faults else allowed
            headers = {"Allow": ", ".join(sorted(listed))}
            if request.method == "OPTIONS" and "options_405" not in faults:
                return HTMLResponse("", headers=headers)
            response = page(405)
            response.headers.update(headers)
            return response
        methods = matching(path + "/")
        if methods & {request.method} or (methods and "slash_307" in faults):
            query = f"?{request.url.query}" if request.url.query else ""
            status = 307 if "slash_307" in faults else 308
            return RedirectResponse(f"http://localhost{path}/{query}", status)
        if "html_error_as_json" in faults:
            return answer({"detail": "Not Found"}, 404)
        return page(404)

    app.add_exception_handler(HTTPException, own_error)

    @app.exception_handler(ShopError)
    async def shop_error(request, error):
        if "error_envelope" in faults:
            return answer({"detail": str(error)}, 409)
        return answer({"error": {"code": "shop", "message": str(error)}}, 409)

    @route("/", "GET")
    def index():
        if "text_as_json" in faults:
            return answer("<p>Hello</p>")
        return HTMLResponse("<p>Hello</p>")

    @route("/items", "GET")
    def all_items():
        return answer([shown(item) for item in items.values()])

    def shown(item):
        item = dict(item)
        if "field_dropped" in faults:
            del item["note"]
        if "field_leaked" in faults:
            item["password"] = "x"
        return item

    @route("/items", "POST")
    async def add_item(request: Request):
        try:
            data = await request.json()
        except ValueError:
            data = None
        if request.headers.get("content-type") != "application/json":
            data = None
        if not data or "name" not in data:
            if "validation_422" in faults:
                fault = {"type": "missing", "loc": ["body", "name"], "msg": "Field required"}
                return answer({"detail": [fault]}, 422)
            return answer({"message": "Invalid item data"}, 400)
        number = max(items, default=0) + 1
        note = data.get("note")
        items[number] = {"id": number, "name": data["name"], "note": note, "made": MADE}
        return answer(shown(items[number]), 200 if "created_200" in faults else 201)

    @route("/items/{number}" if "int_converter" in faults else "/items/{number:digits}", "GET")
    def item(number: int):
        if number not in items:
            raise HTTPException(404, f"There is no item {number}.")
        return answer(shown(items[number]))

    @route("/items/{number:digits}", "PUT")
    async def change_item(number: int, request: Request):
        before = dict(items[number]) if number in items else None
        data = await read_json(request)
        items[number]["name"] = data["name"]
        return answer(before if "stale_after_commit" in faults else shown(items[number]))

    @route("/items/{number:digits}", "DELETE")
    def drop_item(number: int):
        if "delete_keeps_row" not in faults:
            items.pop(number, None)
        return Response(status_code=204)

    def new_item():
        return answer({"form": ["name", "note"]})

    def by_slug(slug: str):
        return answer({"slug": slug})

    pair = [("/items/new", new_item), ("/items/{slug}", by_slug)]
    for path, view in reversed(pair) if "route_order" in faults else pair:
        route(path, "GET")(view)

    @route("/users/", "GET")
    def users():
        return answer({"users": ["ann", "bob"]})

    @route("/search", "GET")
    def search(request: Request):
        query = parse_qs(request.url.query, keep_blank_values=True)
        if "q" not in query:
            raise HTTPException(400)
        pages = query.get("page", ["1"])
        if not pages[0].isdigit() and "type_422" in faults:
            raise HTTPException(422, "page is no number")
        exact = query.get("exact", [""])[0]
        flag = exact not in {"", "false", "0"} if "bool_parse" in faults else bool(exact)
        return answer(
            {
                "q": query["q"][-1 if "last_key" in faults else 0],
                "page": int(pages[0]) if pages[0].isdigit() else 1,
                "exact": flag,
                "tags": query.get("tag", []),
            }
        )

    @route("/price", "GET")
    def price():
        count = "3" if "number_as_text" in faults else 3
        ratio = 1 if "float_as_int" in faults else 1.0
        price = decimal.Decimal("1.50")
        return answer({"price": price, "id": uuid.UUID(int=7), "count": count, "ratio": ratio})

    @route("/login", "POST")
    async def login(request: Request):
        form = parse_qs((await request.body()).decode())
        if "user" not in form:
            raise HTTPException(400)
        request.state.session["user"] = form["user"][0]
        return RedirectResponse("/me", 302)

    @route("/logout", "GET")
    def logout(request: Request):
        request.state.session.clear()
        return RedirectResponse("/", 302)

    @route("/me", "GET")
    def me(request: Request):
        if "user" not in request.state.session.touch():
            headers = {} if "challenge_lost" in faults else {"WWW-Authenticate": "Basic realm=shop"}
            return HTMLResponse("who?", 401, headers)
        return answer({"user": request.state.session["user"]})

    async def is_admin(request):
        return request.headers.get("x-key") == "letmein"

    @route("/admin", "GET")
    async def admin(request: Request):
        check = is_admin(request)
        if "not_awaited" in faults:
            allowed = bool(check)
            check.close()
        else:
            allowed = await check
        if not allowed:
            raise HTTPException(403)
        return answer({"admin": True})

    @route("/cookie", "GET")
    def cookie():
        response = HTMLResponse("set")
        if "cookie_lost" in faults:
            return response
        same_site = "; SameSite=lax" if "same_site" in faults else ""
        flag = "" if "http_only_lost" in faults else "; HttpOnly"
        response.headers["set-cookie"] = f"seen=1; Max-Age=3600{flag}; Path=/{same_site}"
        return response

    @route("/boom", "GET")
    def boom():
        raise RuntimeError("boom")

    @route("/conflict", "GET")
    def conflict():
        raise ShopError("two of them")

    @route("/old", "GET")
    def old():
        return RedirectResponse("/users/", 307 if "redirect_307" in faults else 302)

    @route("/absolute", "GET")
    def absolute(request: Request):
        scheme = request.headers.get("x-forwarded-proto", "http")
        scheme = "http" if "https_lost" in faults else scheme
        return RedirectResponse(f"{scheme}://localhost/users/", 302)

    @route("/file", "GET")
    def file(request: Request):
        headers = {"ETag": '"v1"', "Accept-Ranges": "bytes", "Cache-Control": "max-age=60"}
        if "cache_control_lost" in faults:
            del headers["Cache-Control"]
        if request.headers.get("if-none-match") == '"v1"' and "no_304" not in faults:
            return Response(status_code=304, headers=headers)
        if request.headers.get("range") == "bytes=0-4" and "no_range" not in faults:
            headers["Content-Range"] = "bytes 0-4/50"
            return Response("01234", 206, headers, "text/plain")
        return Response("0123456789" * 5, 200, headers, "text/plain")

    @route("/report.csv", "GET")
    def report():
        headers = {"Content-Disposition": 'attachment; filename="report.csv"'}
        headers = {} if "disposition_lost" in faults else headers
        kind = "text/plain" if "media_type" in faults else "text/csv"
        return Response("a,b\n1,2\n", 200, headers, kind)

    async def read_json(request):
        if request.headers.get("content-type") != "application/json":
            raise HTTPException(415)
        try:
            return await request.json()
        except ValueError:
            raise HTTPException(400) from None

    @route("/echo", "PUT")
    async def echo(request: Request):
        data = await read_json(request)
        if "coerced" in faults and isinstance(data, dict) and "n" in data:
            data["n"] = int(data["n"])
        return answer(data)

    @route("/note", "POST")
    async def note(request: Request):
        if request.headers.get("content-type") == "application/json":
            data = await read_json(request)
            if "body_twice" in faults and data == {"text": "hi"}:
                await asyncio.wait_for(asyncio.Event().wait(), 30)
            return answer({"text": data["text"]})
        if "json_only" in faults:
            raise HTTPException(415)
        form = parse_qs((await request.body()).decode())
        kind = request.headers.get("content-type", "")
        if "text" not in form or "form-urlencoded" not in kind:
            raise HTTPException(400)
        return answer({"text": form["text"][0]})

    @route("/token", "GET")
    def token():
        now = dt.datetime.now(dt.UTC)
        shown = now.isoformat() if "iso_now" in faults else now
        return answer({"token": secrets.token_hex(8), "now": shown, "list": [secrets.token_hex(4)]})

    @route("/page", "GET")
    def form_page():
        words = "Fill it in" if "page_text" in faults else "Fill in"
        return HTMLResponse(
            f"<form><input name=csrf value='{secrets.token_hex(8)}'><p>{words}</p></form>"
        )

    app.add_middleware(Outer, faults=faults)
    return app


class Session(dict):
    """Knows whether it was looked at and whether it was changed."""

    touched = changed = False

    def touch(self):
        self.touched = True
        return self

    def __setitem__(self, key, value):
        self.touched = self.changed = True
        super().__setitem__(key, value)

    def clear(self):
        self.touched = self.changed = True
        super().clear()


class Outer:
    """Session, hooks and the answer to unhandled errors, inside of Starlette's own."""

    def __init__(self, app, faults):
        self.app, self.faults = app, faults

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        session, started = self.read(scope), False
        scope["state"] = {"session": session}
        scope["path"] = "/" + scope["path"].lstrip("/")

        async def marking(message):
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message["headers"], *self.extra(message, session)]
            await send(message)

        try:
            await self.app(scope, receive, marking)
        except Exception:
            if started:
                raise
            unmarked = "cors_lost_on_500" in self.faults
            await page(500)(scope, receive, send if unmarked else marking)

    def extra(self, message, session):
        faults = self.faults
        if not ("hook_skipped_on_404" in faults and message["status"] == 404):
            yield b"x-app", b"shop"
        yield b"access-control-allow-origin", b"*"
        if session.touched and "vary_lost" not in faults:
            yield b"vary", b"Cookie"
        if session.changed or ("session_resent" in faults and session):
            same = "; SameSite=lax" if "same_site" in faults else ""
            value = self.dump(session)
            if session:
                yield b"set-cookie", f"session={value}; HttpOnly; Path=/{same}".encode()
            else:
                gone = "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0"
                yield b"set-cookie", f"session=; {gone}; HttpOnly; Path=/{same}".encode()

    def dump(self, session):
        if "session_foreign" in self.faults:
            return base64.b64encode(json.dumps(dict(session)).encode()).decode() + ".aWhk.c2ln" * 5
        return session_serializer().dumps(dict(session))

    def read(self, scope):
        cookies = dict(scope["headers"]).get(b"cookie", b"").decode()
        values = dict(part.strip().partition("=")[::2] for part in cookies.split(";"))
        try:
            return Session(session_serializer().loads(values.get("session", "")))
        except BadSignature:
            return Session()


class Seeded:
    """Answers as the twin that was asked for last."""

    def __init__(self):
        self.app = build(frozenset())

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["path"] == "/-/seed":
            names = urlsplit("?" + scope["query_string"].decode()).query.split(",")
            self.app = build(frozenset(names))
            await Response(status_code=204)(scope, receive, send)
            return
        await self.app(scope, receive, send)


app = Seeded()
