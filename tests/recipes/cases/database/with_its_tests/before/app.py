from flask import Flask, jsonify, request
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Note(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String(40), nullable=False)


def total():
    return Note.query.count()


def create_app(config=None):
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///notes.db"
    app.config.from_mapping(config or {})
    db.init_app(app)

    @app.get("/notes")
    def notes():
        found = Note.query.order_by(Note.id).all()
        return jsonify([note.text for note in found])

    @app.post("/notes")
    def add():
        db.session.add(Note(text=request.get_data(as_text=True)))
        db.session.commit()
        return str(total()), 201

    with app.app_context():
        db.create_all()
    return app
