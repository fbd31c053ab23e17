from flask import Flask, jsonify
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Item(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(50), nullable=False)


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db.init_app(app)

    @app.route("/items/<int:number>/<name>", methods=["POST"])
    def rename(number, name):
        item = db.session.get(Item, number)
        item.name = name
        db.session.commit()
        return jsonify(name=item.name)

    @app.route("/items/<int:number>")
    def show(number):
        return jsonify(name=db.get_or_404(Item, number).name)

    with app.app_context():
        db.create_all()
        db.session.add(Item(name="cup"))
        db.session.commit()
    return app
