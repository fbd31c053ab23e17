from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query


class Living(Query):
    def living(self):
        return self.filter_by(alive=True)


app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///cats.db"
db = SQLAlchemy(app, query_class=Living)


class Cat(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    alive = db.Column(db.Boolean, default=True)


with app.app_context():
    db.create_all()


@app.get("/")
def counted():
    return str(Cat.query.living().count())


@app.get("/session")
def of_session():
    return str(db.session.query(Cat).living().count())


@app.get("/here")
def here():
    return "yes"
