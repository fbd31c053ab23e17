from flask import Flask, jsonify, request

from database import Base, db_session, engine
from stock import NotEnough, move, overview, receive

app = Flask(__name__)


@app.teardown_appcontext
def shutdown_session(exception=None):
    if exception is not None:
        db_session.rollback()
    db_session.remove()


@app.errorhandler(NotEnough)
def not_enough(error):
    db_session.rollback()
    return jsonify(error="not enough", missing=error.missing), 409


Base.metadata.create_all(bind=engine)


@app.route("/stock/")
def stock():
    return jsonify(overview(request.args.get("place")))


@app.route("/stock/<sku>", methods=["POST"])
def add(sku):
    amount = request.form.get("amount", type=int)
    if not amount or amount < 0:
        return jsonify(error="amount is a positive number"), 400
    pallet = receive(sku, request.form.get("place", "gate"), amount)
    return jsonify(sku=pallet.sku, place=pallet.place, amount=pallet.amount), 201


@app.route("/stock/<sku>/move", methods=["POST"])
def moving(sku):
    body = request.get_json(force=True)
    moved = move(sku, body["from"], body["to"], body["amount"])
    return jsonify(moved=moved, now=overview())
