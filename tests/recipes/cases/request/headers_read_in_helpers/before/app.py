from flask import Flask, abort, request

app = Flask(__name__)


def lifetime(data, separator):
    unit = data.get(f"lifetime{separator}unit", "days").upper()
    try:
        value = int(data[f"lifetime{separator}value"])
    except (KeyError, ValueError):
        abort(400)
    return f"{value} {unit}" if _is_known(data) else "unknown"


def _is_known(given):
    return "X-Known" in given or given.get("known") is not None


@app.route("/by-header")
def by_header():
    return lifetime(request.headers, "-")


@app.route("/by-form", methods=["POST"])
def by_form():
    return lifetime(request.form, separator="_")
