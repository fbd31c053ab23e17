from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class Hit(db.Model):
    id = db.Column(db.Integer, primary_key=True)


with app.app_context():
    db.create_all()


@app.post("/hit")
def hit():
    db.session.add(Hit())
    db.session.commit()
    return "", 204


@app.get("/hits")
def hits():
    return str(Hit.query.count())


@app.get("/who")
def who():
    """No counterpart for what it asks of the request, and it counts in the same memory."""
    return f"{request.dict_storage_class.__name__} {Hit.query.count()}"


@app.get("/alive")
def alive():
    return "yes"
