from flask import Flask, current_app, request

app = Flask(__name__)


@app.before_request
def preflight():
    if request.method == "OPTIONS":
        response = current_app.make_default_options_response()
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Allowed"] = str(len(response.allow))
        return response


@app.route("/items", methods=["GET", "POST"])
def items():
    return {"allowed": sorted(app.make_default_options_response().allow)}


@app.route("/items/<int:number>", methods=["PUT"])
def item(number):
    return {"number": number}
