from flask import Flask, current_app, g, jsonify, render_template, request
from jinja2 import StrictUndefined, TemplateError, TemplateNotFound, UndefinedError

app = Flask(__name__)
app.jinja_env.undefined = StrictUndefined

INVOICES = {
    1: {"customer": "ACME", "lines": [("Bolts", 3, 0.5)], "country": "ch"},
    2: {"customer": "Löwe", "lines": [], "country": "de"},
    3: {"lines": [("Nuts", 1, "free")], "country": "fr"},
}


@app.errorhandler(TemplateNotFound)
def no_template(error):
    current_app.logger.warning("no template %s", error.name)
    return jsonify(error="no such layout", looked_for=error.name), 404


@app.errorhandler(UndefinedError)
def undefined(error):
    return jsonify(error=error.message), 422


@app.errorhandler(TemplateError)
def broken(error):
    return jsonify(error="layout is broken", kind=type(error).__name__), 500


@app.before_request
def layout():
    g.layout = request.args.get("layout", "plain")


@app.route("/invoices/<int:number>")
def invoice(number):
    if number not in INVOICES:
        return jsonify(error="no such invoice"), 404
    data = INVOICES[number]
    return render_template(f"{g.layout}.html", number=number, **data)


@app.route("/invoices/<int:number>/letter")
def letter(number):
    """The letter of a country, or the one for all others."""
    data = INVOICES[number]
    return render_template(
        [f"letter_{data['country']}.txt", "letter.txt"], number=number, invoice=data
    )


@app.route("/layouts")
def layouts():
    return jsonify(
        sorted(name for name in app.jinja_env.list_templates() if name.endswith(".html"))
    )
