from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.query import Query


class Living(Query):
    def living(self):
        return self.filter_by(alive=True)


db = SQLAlchemy(query_class=Living)


class Named(Living):
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
