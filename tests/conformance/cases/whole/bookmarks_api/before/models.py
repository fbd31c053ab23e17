from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(120), unique=True, nullable=False)
    password = db.Column(db.String(200), nullable=False)
    bookmarks = db.relationship("Bookmark", backref="user", lazy="select")


class Bookmark(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    url = db.Column(db.Text, nullable=False)
    body = db.Column(db.Text)
    short = db.Column(db.String(8), unique=True)
    visits = db.Column(db.Integer, default=0)
    user_id = db.Column(db.Integer, db.ForeignKey("user.id"))

    def as_dict(self):
        return {
            c.name: getattr(self, c.name) for c in self.__table__.columns if c.name != "user_id"
        }
