from decimal import Decimal

from flask import Flask, render_template, request, session

import formats
from retail import retail

WHOLESALE = [
    ("Flour", Decimal("12.50"), 25),
    ("Yeast", Decimal("0.9"), 0),
    ("Salt", Decimal("3"), 140),
]


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(SECRET_KEY="mill", SHOP_NAME="Miller & Sons", CURRENCY="CHF")
    formats.register(app)
    app.register_blueprint(retail)

    @app.context_processor
    def shop():
        return {
            "shop": app.config["SHOP_NAME"],
            "currency": session.get("currency", app.config["CURRENCY"]),
        }

    @app.template_filter("stock")
    def stock(number):
        return "sold out" if not number else f"{number} left"

    @app.template_test()
    def plenty(number):
        return number > 100

    @app.template_global("discount")
    def discount_for(number, rate=Decimal("0.1")):
        return number * (1 - rate)

    @app.route("/wholesale")
    def wholesale():
        minimum = request.args.get("min", 0, type=int)
        rows = [row for row in WHOLESALE if row[2] >= minimum]
        return render_template(
            "wholesale.html", rows=rows, shop=request.args.get("as") or "wholesale"
        )

    @app.route("/currency/<any(CHF, EUR):code>", methods=["POST"])
    def currency(code):
        session["currency"] = code
        return "", 204

    return app
