from flask import Blueprint, abort, current_app, jsonify, request
from sqlalchemy.exc import IntegrityError

from extensions import db
from models import Account, Entry

ledger = Blueprint("ledger", __name__)


def account_of(owner):
    return db.one_or_404(
        db.select(Account).filter_by(owner=owner), description=f"{owner} has no account."
    )


def post(account, amount, text):
    account.balance += amount
    if account.balance < -current_app.config["OVERDRAFT"]:
        db.session.rollback()
        abort(409, f"{account!r} is overdrawn.")
    db.session.add(Entry(account=account, amount=amount, text=text))


@ledger.route("/", methods=["GET"])
def accounts():
    found = db.session.scalars(db.select(Account).order_by(Account.balance.desc(), Account.owner))
    return jsonify({account.owner: account.balance for account in found})


@ledger.route("/<owner>", methods=["PUT"])
def open_account(owner):
    db.session.add(Account(owner=owner))
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return "", 204
    return jsonify(owner=owner), 201


@ledger.route("/<owner>")
def show(owner):
    account = account_of(owner)
    return jsonify(
        owner=account.owner,
        balance=account.balance,
        entries=[{"amount": entry.amount, "text": entry.text} for entry in account.entries],
    )


@ledger.route("/<owner>/deposit", methods=["POST"])
def deposit(owner):
    amount = request.args.get("amount", type=int)
    if not amount:
        abort(400)
    account = account_of(owner)
    post(account, amount, "deposit")
    db.session.commit()
    return jsonify(balance=account.balance)


@ledger.route("/<owner>/transfer/<other>", methods=["POST"])
def transfer(owner, other):
    source, target = account_of(owner), account_of(other)
    amount = request.get_json()["amount"]
    post(target, amount, f"from {owner}")
    post(source, -amount, f"to {other}")
    db.session.commit()
    return jsonify({owner: source.balance, other: target.balance})


@ledger.route("/entries/<int:number>")
def entry(number):
    found = db.get_or_404(Entry, number)
    return jsonify(owner=found.account.owner, amount=found.amount)


@ledger.route("/richest")
def richest():
    query = db.select(Account).where(Account.balance > 0).order_by(Account.balance.desc())
    return jsonify(owner=db.first_or_404(query).owner)
