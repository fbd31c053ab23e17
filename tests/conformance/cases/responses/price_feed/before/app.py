"""Prices as JSON, XML, CSV, plain text or a callback, after the extension in the path."""

from flask import Flask, Response, abort, current_app, jsonify, request

from render import as_csv, as_xml

app = Flask(__name__)
app.config["PRICES"] = {"gold": 1999.5, "silver": 23.0, "salt & pepper": 1}

FORMATS = {}


def renders(extension, mimetype):
    def decorator(function):
        FORMATS[extension] = (function, mimetype)
        return function

    return decorator


@renders("xml", "application/xml")
def xml(prices):
    return as_xml(prices)


@renders("csv", "text/csv")
def csv(prices):
    return as_csv(prices)


@renders("txt", "text/plain")
def txt(prices):
    return "".join(f"{name:<14}{price:>8.2f}\n" for name, price in prices.items())


@app.route("/prices.<extension>")
@app.route("/prices", defaults={"extension": "json"})
def prices(extension):
    wanted = current_app.config["PRICES"]
    if only := request.args.get("only"):
        wanted = {name: price for name, price in wanted.items() if only in name}
    if extension == "json":
        return jsonify(wanted)
    if extension == "js":
        callback = request.args.get("callback", "callback")
        if not callback.isidentifier():
            abort(400, "bad callback")
        body = f"{callback}({current_app.json.dumps(wanted)});"
        return Response(body, mimetype="text/javascript")
    if extension not in FORMATS:
        abort(406)
    function, mimetype = FORMATS[extension]
    response = Response(function(wanted), mimetype=mimetype)
    if "download" in request.args:
        response.headers.set("Content-Disposition", "attachment", filename=f"prices.{extension}")
    return response
