from dataclasses import dataclass
from string import Formatter

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///kinds.db"
db = SQLAlchemy(app)


class Mixed(db.Model, Formatter):
    id = db.Column(db.Integer, primary_key=True)


@dataclass(repr=False)
class Plain(db.Model):
    id = db.Column(db.Integer, primary_key=True)


with app.app_context():
    db.create_all()


@app.get("/")
def counted():
    return str(Plain.query.count())


@app.get("/alive")
def alive():
    return "yes"
