from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query


class Living(Query):
    def living(self):
        return self.filter_by(alive=True)


db = SQLAlchemy(query_class=Living)


class Named(db.Query):
    def named(self, name):
        return self.living().filter_by(name=name)


class Owned:
    @db.declared_attr
    def toys(cls):
        return db.relationship("Toy", lazy="dynamic")


class Cat(Owned, db.Model):
    query_class = Named
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(9))
    alive = db.Column(db.Boolean, default=True)


class Toy(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    alive = db.Column(db.Boolean, default=True)
    cat_id = db.Column(db.ForeignKey("cat.id"))


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///cats.db"
    db.init_app(app)

    @app.get("/toys")
    def toys():
        page = db.get_or_404(Cat, 1).toys.living().paginate(per_page=1)
        return str(page.total)

    @app.get("/<name>")
    def named(name):
        return str(Cat.query.named(name).count())

    with app.app_context():
        db.drop_all()
        db.create_all()
        db.session.add_all([Cat(name="tom", toys=[Toy(), Toy(alive=False)]), Cat(name="tom", alive=False)])
        db.session.commit()
    return app
