from flask_login import UserMixin
from werkzeug.security import check_password_hash, generate_password_hash

from . import db, login


class User(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20), unique=True)
    email = db.Column(db.String(50), unique=True)
    about = db.Column(db.String(100))
    password = db.Column(db.String(100))
    posts = db.relationship("Post", backref="author", lazy="dynamic")

    def set_password(self, password):
        self.password = generate_password_hash(password, "pbkdf2:sha256:1")

    def check_password(self, password):
        return check_password_hash(self.password, password)


class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    body = db.Column(db.String(60))
    user_id = db.Column(db.ForeignKey("user.id"))


@login.user_loader
def load(key):
    return db.session.get(User, int(key))
