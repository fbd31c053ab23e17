from flask import Flask, request

app = Flask(__name__)
LIMIT = 5
lang = "en"


def yes(text):
    return text == "yes"


@app.route("/computed")
def computed():
    return [request.args.get("a" + "b"), request.args.get("limit", LIMIT)]


@app.route("/types")
def types():
    return [request.args.get("a", type=yes), request.args.get("b", type=bool)]


@app.route("/two-ways")
def two_ways():
    if request.args.get("page") is None:
        return "first"
    return str(request.args.get("page", 1, type=int))


@app.route("/whole")
def whole():
    return {"q": request.args.get("q"), "all": request.args.to_dict()}


@app.route("/strict")
def strict():
    return request.args["q"] + ",".join(request.args.getlist("q"))


@app.route("/names")
def names():
    if request.args.get("id"):
        id = request.args.get("id", "x")
    else:
        id = "none"
    return [id, request.args.get("lang"), lang]


@app.route("/paths/<name>")
@app.route("/paths")
def paths(name="nobody"):
    return [name, request.args.get("name", "other")]


@app.route("/called")
def called():
    return request.args.get("q", "called")


@app.route("/calls")
def calls():
    return called()


def late():
    return request.args.get("q", "late")


app.add_url_rule("/late", view_func=late)


@app.route("/nested")
def nested():
    def inner():
        return request.args.get("q", "inner")

    return inner()


@app.route("/int")
def shadowed():
    int = len
    return str(request.args.get("q", 0, type=int))
