from flask import Flask, jsonify, request
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.update(SECRET_KEY="users", SQLALCHEMY_DATABASE_URI="sqlite:///users.db")
db = SQLAlchemy(app)
login = LoginManager()
login.init_app(app)


class User(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(20), unique=True, nullable=False)
    notes = db.relationship("Note", back_populates="author", lazy="dynamic")


class Note(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String(99), nullable=False)
    author_id = db.Column(db.ForeignKey("user.id"), nullable=False)
    author = db.relationship(User, back_populates="notes")


@login.user_loader
def load_user(user_id):
    return db.session.get(User, int(user_id))


@login.unauthorized_handler
def refuse():
    return jsonify(error="sign in first", users=User.query.count()), 403


with app.app_context():
    db.create_all()


@app.post("/users")
def add_user():
    user = User(name=request.get_json()["name"])
    db.session.add(user)
    db.session.commit()
    login_user(user)
    return jsonify(id=user.id), 201


@app.post("/notes")
@login_required
def add_note():
    note = Note(text=request.get_json()["text"], author=current_user)
    db.session.add(note)
    db.session.commit()
    return jsonify(id=note.id, author=note.author.name), 201


@app.get("/notes")
@login_required
def notes():
    found = current_user.notes.order_by(Note.id).all()
    return jsonify(notes=[note.text for note in found], mine=current_user.name)


@app.put("/me")
@login_required
def rename():
    current_user.name = request.get_json()["name"]
    db.session.commit()
    return jsonify(name=current_user.name)
