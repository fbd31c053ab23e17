from flask import Flask, flash, jsonify, render_template_string, request
from flask.signals import (
    appcontext_popped,
    got_request_exception,
    message_flashed,
    request_finished,
    request_started,
    request_tearing_down,
    template_rendered,
)

from ledger import Ledger

app = Flask(__name__)
app.secret_key = "ledger"
ledger = Ledger()


@request_started.connect_via(app)
def started(sender, **extra):
    ledger.write(f"start {request.method} {request.path}")


@request_finished.connect
def finished(sender, response, **extra):
    response.headers["X-Written"] = str(len(ledger))
    ledger.write(f"finish {response.status_code}")


@got_request_exception.connect_via(app)
def failed(sender, exception, **extra):
    ledger.write(f"failed {type(exception).__name__}: {exception}")


def rendered(sender, template, context, **extra):
    ledger.write(f"rendered {template.name} with {sorted(set(context) & {'name', 'price'})}")


template_rendered.connect(rendered, app)
message_flashed.connect(
    lambda sender, message, category: ledger.write(f"flashed {category}: {message}"),
    app,
    weak=False,
)
request_tearing_down.connect(ledger.torn_down, app)
appcontext_popped.connect(ledger.popped, app)


@app.route("/price/<name>")
def price(name):
    prices = {"tea": 3, "cake": 5}
    return render_template_string("{{ name }}: {{ price }}", name=name, price=prices[name])


@app.route("/remind", methods=["POST"])
def remind():
    flash(request.form["text"], "reminder")
    return "", 204


@app.route("/ledger")
def show():
    return jsonify(ledger.take())
