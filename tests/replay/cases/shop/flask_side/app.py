"""A small shop on Flask: the original whose twin gets faults seeded."""

import datetime as dt
import decimal
import secrets
import uuid

from flask import (
    Flask,
    Response,
    abort,
    jsonify,
    make_response,
    redirect,
    render_template_string,
    request,
    session,
    url_for,
)
from werkzeug.middleware.proxy_fix import ProxyFix

app = Flask(__name__)
app.secret_key = "dev"
app.wsgi_app = ProxyFix(app.wsgi_app, x_proto=1)

MADE = dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
ITEMS = {1: {"id": 1, "name": "pen", "note": "blue", "made": MADE}}


class ShopError(Exception):
    pass


@app.errorhandler(ShopError)
def shop_error(error):
    return {"error": {"code": "shop", "message": str(error)}}, 409


@app.after_request
def mark(response):
    response.headers["X-App"] = "shop"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@app.get("/")
def index():
    return "<p>Hello</p>"


@app.get("/items")
def items():
    return list(ITEMS.values())


@app.post("/items")
def add_item():
    data = request.get_json(silent=True)
    if not data or "name" not in data:
        return {"message": "Invalid item data"}, 400
    number = max(ITEMS, default=0) + 1
    ITEMS[number] = {"id": number, "name": data["name"], "note": data.get("note"), "made": MADE}
    return ITEMS[number], 201


@app.get("/items/<int:number>")
def item(number):
    if number not in ITEMS:
        abort(404, f"There is no item {number}.")
    return ITEMS[number]


@app.put("/items/<int:number>")
def change_item(number):
    ITEMS[number]["name"] = request.get_json()["name"]
    return ITEMS[number]


@app.delete("/items/<int:number>")
def drop_item(number):
    ITEMS.pop(number, None)
    return "", 204


@app.get("/items/<slug>")
def by_slug(slug):
    return jsonify(slug=slug)


@app.get("/items/new")
def new_item():
    return jsonify(form=["name", "note"])


@app.get("/users/")
def users():
    return jsonify(users=["ann", "bob"])


@app.get("/search")
def search():
    return jsonify(
        q=request.args["q"],
        page=request.args.get("page", 1, type=int),
        exact=request.args.get("exact", False, type=bool),
        tags=request.args.getlist("tag"),
    )


@app.get("/price")
def price():
    return jsonify(price=decimal.Decimal("1.50"), id=uuid.UUID(int=7), count=3, ratio=1.0)


@app.post("/login")
def login():
    session["user"] = request.form["user"]
    return redirect("/me")


@app.get("/logout")
def logout():
    session.clear()
    return redirect("/")


@app.get("/me")
def me():
    if "user" not in session:
        return "who?", 401, {"WWW-Authenticate": 'Basic realm="shop"'}
    return jsonify(user=session["user"])


@app.get("/admin")
def admin():
    if request.headers.get("X-Key") != "letmein":
        abort(403)
    return jsonify(admin=True)


@app.get("/cookie")
def cookie():
    response = make_response("set")
    response.set_cookie("seen", "1", max_age=3600, httponly=True)
    return response


@app.get("/boom")
def boom():
    raise RuntimeError("boom")


@app.get("/conflict")
def conflict():
    raise ShopError("two of them")


@app.get("/old")
def old():
    return redirect("/users/")


@app.get("/absolute")
def absolute():
    return redirect(url_for("users", _external=True))


@app.get("/file")
def file():
    response = Response("0123456789" * 5, mimetype="text/plain")
    response.set_etag("v1")
    response.cache_control.max_age = 60
    return response.make_conditional(request, accept_ranges=True, complete_length=50)


@app.get("/report.csv")
def report():
    return Response(
        "a,b\n1,2\n",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": "attachment; filename=report.csv"},
    )


@app.put("/echo")
def echo():
    return jsonify(request.get_json())


@app.post("/note")
def note():
    data = request.get_json() if request.is_json else request.form
    return jsonify(text=data["text"])


@app.get("/token")
def token():
    now = dt.datetime.now(dt.UTC)
    return jsonify(token=secrets.token_hex(8), now=now, list=[secrets.token_hex(4)])


@app.get("/page")
def page():
    body = "<form><input name=csrf value='{{ token }}'><p>Fill in</p></form>"
    return render_template_string(body, token=secrets.token_hex(8))
