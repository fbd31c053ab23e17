from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///jobs.db"
db = SQLAlchemy(app)
session = db.session


class Job(db.Model):
    id = db.Column(db.Integer, primary_key=True)


with app.app_context():
    db.create_all()


@app.get("/")
def counted():
    return str(session.query(Job).count())


@app.get("/alive")
def alive():
    return "yes"
