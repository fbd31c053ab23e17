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


@app.get("/me")
@login_required
def me():
    return jsonify(name=current_user.name)


@app.post("/left")
@login_required
def left():
    request.stream.exhaust()
    login_user(current_user, remember=True)
    return jsonify(left=current_user.name)
