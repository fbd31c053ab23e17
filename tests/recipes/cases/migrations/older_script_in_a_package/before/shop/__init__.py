import os

from flask import Flask, jsonify, request
from flask_migrate import upgrade

from .extensions import db, migrate

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///books.db"
db.init_app(app)
migrate.init_app(app, db=db, directory=os.path.join(app.root_path, "migrations"), compare_server_default=True)


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), nullable=False)


with app.app_context():
    upgrade()


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
