import os

from flask import Flask, jsonify, request
from flask.globals import app_ctx
from flask_migrate import Migrate, upgrade
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///books.db"
db = SQLAlchemy(app)
migrate = Migrate(app, db)


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), nullable=False)


with app.app_context():
    upgrade(os.path.join(app.root_path, "migrations"))


@app.route("/books")
def books():
    found = db.session.execute(db.select(Book).order_by(Book.id)).scalars()
    return jsonify([{"id": b.id, "title": b.title} for b in found])


@app.route("/books", methods=["POST"])
def add():
    book = Book(title=request.get_json()["title"])
    db.session.add(book)
    db.session.commit()
    return jsonify(id=book.id), 201


@app.route("/titles")
def titles():
    found = db.session.execute(db.select(Book).order_by(Book.id)).scalars()
    return str([b.title for b in found]) + str(bool(app_ctx))
