from flask import Flask, abort, g, request

from responses import page_response
from wiki import PAGES, latest

app = Flask(__name__)


@app.url_value_preprocessor
def pull_page(endpoint, values):
    g.page = values.pop("title", None) if values else None


@app.before_request
def check_page():
    if g.page is not None and g.page not in PAGES and request.method != "PUT":
        abort(404)


@app.get("/wiki/<title>")
def show():
    return page_response(latest(g.page), revision=len(PAGES[g.page]))


@app.get("/wiki/<title>/history")
def history():
    texts = "\n".join(f"{n}: {text}" for n, text in enumerate(PAGES[g.page], 1))
    return page_response(texts, revision=len(PAGES[g.page]), weak=True)


@app.put("/wiki/<title>")
def write():
    if g.page in PAGES and "If-Match" not in request.headers:
        return "", 428
    return f"would write {len(request.get_data())} bytes", 201


@app.get("/feed")
def feed():
    response = page_response("|".join(sorted(PAGES)), revision=0)
    response.headers["Expires"] = "0"
    response.vary.add("Accept-Encoding")
    response.allow.update(["GET"])
    return response
