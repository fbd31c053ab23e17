from flask import Flask, jsonify
from flask_login import LoginManager, UserMixin, current_user, login_required, user_logged_in

app = Flask(__name__)
app.secret_key = "odd"
manager = LoginManager(app)
seen = []


@manager.user_loader
def load(key):
    return UserMixin()


@user_logged_in.connect_via(app)
def note(sender, user):
    seen.append(user)


@app.get("/mine")
@login_required
def mine():
    return jsonify(id=current_user.get_id())


@app.get("/open")
def opened():
    return "open"
