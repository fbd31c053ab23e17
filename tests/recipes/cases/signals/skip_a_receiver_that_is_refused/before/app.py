from flask import Flask, jsonify

from events import paid

app = Flask(__name__)


@paid.connect
def add(sender, amount):
    return sender.url_build_error_handlers.get("autoescape", amount)


@app.post("/payments/<int:amount>")
def pay(amount):
    return jsonify(answers=[answer for _, answer in paid.send(app, amount=amount)])


@app.get("/other")
def other():
    return jsonify(ok=True)
