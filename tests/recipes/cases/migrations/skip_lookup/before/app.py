from flask import Flask, jsonify
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///books.db"
db = SQLAlchemy(app)
Migrate(app, db)


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(80), nullable=False)


with app.app_context():
    db.create_all()


@app.get("/books")
def books():
    folder = app.extensions["migrate"].directory
    return jsonify(folder, [b.title for b in db.session.execute(db.select(Book)).scalars()])
