from .extensions import db


class Seed(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(60), nullable=False, unique=True)
    grams = db.Column(db.Integer, nullable=False, server_default="0")
    shelf_id = db.Column(db.Integer, db.ForeignKey("shelf.id"), nullable=False)


class Shelf(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    label = db.Column(db.String(10), nullable=False)
    seeds = db.relationship(Seed, backref="shelf", order_by=Seed.id)
