from flask import Flask, request

app = Flask(__name__)


class Fake:
    url = "http://example.com/"
    form = {"x": "fake"}


def overview(req, *, more=False):
    found = {"headers": sorted(dict(req.headers)), "again": deeper(req)}
    if more:
        found["base"] = req.base_url
    return found


def deeper(r):
    return [r.form.get("x", r.url) for _ in range(2)]


def strange(req):
    return {"charset": req.shallow}


def chosen(req=None):
    req = req or request
    return req.method


def shown(req):
    return req.url


def remembered(*reqs):
    return len(reqs)


@app.route("/overview", methods=["GET", "POST"])
def view_overview():
    return str(overview(request, more=True))


@app.route("/strange")
def view_strange():
    return str(strange(request))


@app.route("/chosen")
def view_chosen():
    return str({"method": chosen(request)})


@app.route("/mixed")
def view_mixed():
    return str({"real": shown(request), "fake": shown(Fake())})


@app.route("/remembered")
def view_remembered():
    return str({"count": remembered(request, request)})
