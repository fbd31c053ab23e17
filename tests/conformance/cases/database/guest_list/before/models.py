from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import validates

db = SQLAlchemy()


class Guest(db.Model):
    __tablename__ = "guests"

    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(60), nullable=False)
    email = db.Column(db.String(120), unique=True, nullable=False, index=True)
    plus_ones = db.Column(db.Integer, default=0)

    @validates("email")
    def check_email(self, key, value):
        if "@" not in value:
            raise ValueError(f"{key}: {value!r} is no address")
        return value.lower()

    @property
    def heads(self):
        return 1 + (self.plus_ones or 0)

    def as_json(self):
        return dict(id=self.id, name=self.name, email=self.email, plus_ones=self.plus_ones)
