from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Bed(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20), nullable=False, unique=True)
    plants = db.relationship("Plant", backref="bed", order_by="Plant.id")


class Plant(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    kind = db.Column(db.String(20), nullable=False)
    height = db.Column(db.Integer)
    bed_id = db.Column(db.Integer, db.ForeignKey("bed.id"))
