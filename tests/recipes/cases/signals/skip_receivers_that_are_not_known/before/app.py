from functools import partial

from blinker import signal
from flask import Flask, jsonify

from till import Till

app = Flask(__name__)
till = Till()
paid = signal("paid")
add = partial(till.add)
paid.connect(add)


@app.post("/payments/<int:amount>")
def pay(amount):
    paid.send(app, amount=amount)
    return jsonify(total=till.total)
