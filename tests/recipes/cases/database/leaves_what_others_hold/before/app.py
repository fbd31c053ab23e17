from flask import Flask
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Thing(db.Model):
    id = db.Column(db.Integer, primary_key=True)


class Search:
    """As a library would: it is given the extension and looks into it."""

    def __init__(self, database):
        self.database = database

    def everything(self):
        return self.database.session.query(Thing).count()


search = Search(db)


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///held.db"
    db.init_app(app)

    @app.get("/")
    def counted():
        db.create_all()
        return f"{search.everything()} {Thing.query.count()}"

    @app.get("/alive")
    def alive():
        return "yes"

    return app
