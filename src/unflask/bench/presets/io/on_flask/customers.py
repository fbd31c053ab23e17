"""A route as many services have it: a row from the database, a word from a partner, JSON."""

import os

import requests
from flask import Flask, abort, jsonify
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import text

db = SQLAlchemy()

DATABASE = os.environ.get("DATABASE_URL", "postgresql+psycopg2://127.0.0.1/customers")
PARTNER = os.environ.get("PARTNER_URL", "http://127.0.0.1:8099")

# The database takes 5 ms for it, as a query on a real table would.
FIND = text("SELECT id, name, pg_sleep(0.005) FROM unflask_bench_customers WHERE id = :id")


def fetch_score(name):
    """What the partner thinks of a customer; it takes its time."""
    response = requests.get(PARTNER + "/scores/" + name, timeout=10)
    response.raise_for_status()
    return response.json()["score"]


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = DATABASE
    db.init_app(app)

    @app.route("/customers/<int:customer_id>")
    def read_customer(customer_id):
        row = db.session.execute(FIND, {"id": customer_id}).first()
        if row is None:
            abort(404)
        return jsonify(id=row.id, name=row.name, score=fetch_score(row.name))

    return app
