from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class TimestampFree:
    id = db.Column(db.Integer, primary_key=True)

    def __str__(self):
        return f"{type(self).__name__} {self.id}"


class Parcel(TimestampFree, db.Model):
    code = db.Column(db.String(10), unique=True, nullable=False)
    weight = db.Column(db.Float, default=1.0)
    state = db.Column(db.String(10), default="new", nullable=False)
    scans = db.relationship("Scan", back_populates="parcel", order_by="Scan.id")

    def to_dict(self):
        return {
            "code": self.code,
            "weight": self.weight,
            "state": self.state,
            "scans": [scan.place for scan in self.scans],
        }


class Scan(TimestampFree, db.Model):
    place = db.Column(db.String(20), nullable=False)
    parcel_id = db.Column(db.ForeignKey("parcel.id"), nullable=False)
    parcel = db.relationship(Parcel, back_populates="scans")
