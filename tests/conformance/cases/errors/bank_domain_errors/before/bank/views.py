from flask import Blueprint, jsonify, request

from bank import service

accounts = Blueprint("accounts", __name__)


@accounts.get("/<number>")
def show(number):
    return jsonify(number=number, balance=service.balance_of(number))


@accounts.post("/<number>/transfer")
def transfer(number):
    data = request.get_json()
    return jsonify(service.transfer(number, data["to"], data["amount"]))


@accounts.get("/<number>/share/<int:people>")
def share(number, people):
    return jsonify(each=service.balance_of(number) // people)
