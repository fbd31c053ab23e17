from flask import Blueprint, g, jsonify, url_for

from i18n import greeting

pages = Blueprint("pages", __name__)


@pages.route("/")
def index():
    return jsonify(greeting=greeting(), about=url_for(".about"), robots=url_for("robots"))


@pages.route("/about")
def about():
    other = {code: url_for("pages.about", lang_code=code) for code in ("en", "de")}
    return jsonify(language=g.lang_code, other=other)


@pages.route("/product/<int:number>")
def product(number):
    return f"<p>{greeting()}, product {number}. <a href='{url_for('pages.index')}'>Home</a></p>"
