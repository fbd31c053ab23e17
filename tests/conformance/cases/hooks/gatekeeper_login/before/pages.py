from flask import Blueprint, g, get_flashed_messages, jsonify

pages = Blueprint("pages", __name__)


@pages.route("/")
def home():
    return jsonify(user=g.user, messages=get_flashed_messages())


@pages.route("/about")
def about():
    return f"About us, {g.user or 'stranger'}"
