from flask import Flask, abort, request

app = Flask(__name__)


@app.route("/plain/<int:code>")
def plain(code):
    if code == 404:
        abort(404)
    if code == 400:
        abort(400, "too <small>")
    if code == 401: abort(401, description="who?")
    if code == 418:
        abort(
            418,  # short and stout
            f"code {code}",
        )
    abort(code)


@app.route("/caught")
def caught():
    try:
        abort(409, "caught")
    except Exception as error:
        return f"{type(error).__name__} {error.code} {error.description}"


@app.route("/missed")
def missed():
    try:
        abort(int(request.args.get("code", "410")))
    except ValueError:
        return "no number"
    finally:
        app.config["MISSED"] = True
