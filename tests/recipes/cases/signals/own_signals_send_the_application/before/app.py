from flask import Flask, current_app, jsonify, request

from events import paid, refunded

app = Flask(__name__)
app.config["TOTAL"] = 0


@paid.connect
def add(sender, amount, **extra):
    sender.config["TOTAL"] += amount
    sender.logger.info("paid %s", amount)


@paid.connect_via(app)
def greet(sender, **extra):
    return f"{sender.name} thanks {request.args.get('name', 'you')}"


def take(sender, amount, till=None):
    till.config["TOTAL"] -= amount


refunded.connect(take, sender=app)


@app.post("/payments/<int:amount>")
def pay(amount):
    answers = paid.send(current_app._get_current_object(), amount=amount)
    return jsonify(said=[said for _, said in answers if said], heard=len(paid.receivers))


@app.delete("/payments/<int:amount>")
def refund(amount):
    refunded.send(app, amount=amount, till=app)
    return jsonify(total=app.config["TOTAL"])


@app.get("/proxy")
def proxy():
    return jsonify(answers=len(paid.send(current_app, amount=0)))
