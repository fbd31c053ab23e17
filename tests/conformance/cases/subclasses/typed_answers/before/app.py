from flask import Flask, make_response, request

from answers import CSV, Gone, Problem, Teapot, Text

app = Flask(__name__)

ROWS = [("tea", 3), ("cake", 5)]


@app.route("/menu.csv")
def menu():
    return CSV(ROWS, name="menu.csv")


@app.route("/menu.txt")
def text():
    answer = Text("\n".join(name for name, _ in ROWS))
    if request.args.get("lang"):
        answer.headers["Content-Language"] = request.args["lang"]
    return answer


@app.route("/menu/<name>")
def item(name):
    if name == "pie":
        raise Gone("There was pie once.")
    if name == "coffee":
        raise Teapot()
    price = dict(ROWS).get(name)
    if price is None:
        raise Problem(f"no {name}", status=404, known=[row[0] for row in ROWS])
    return make_response((Text(f"{price}"), 200, {"X-Item": name}))


@app.errorhandler(Problem)
def problem(error):
    return error.as_response()
