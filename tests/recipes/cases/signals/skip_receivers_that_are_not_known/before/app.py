from blinker import signal
from flask import Flask, jsonify

from till import Till

app = Flask(__name__)
till = Till()
paid = signal("paid")
paid.connect(till.add)


@app.post("/payments/<int:amount>")
def pay(amount):
    paid.send(app, amount=amount)
    return jsonify(total=till.total)
