from flask import Blueprint, Flask, current_app, g, render_template, request

import figures

letters = Blueprint("letters", __name__, template_folder="letters", url_prefix="/letters")


@letters.app_template_filter()
def signed(value):
    return f"{value:+}"


@letters.app_template_test("loss")
def is_loss(value):
    return value < 0


@letters.app_template_global()
def quarter_name(number):
    return f"Q{number} {current_app.config['YEAR']}"


@letters.before_request
def who():
    g.reader = request.args.get("reader")


@letters.context_processor
def helpers():
    def figure(name, quarter=1):
        return figures.lookup(name, quarter)

    return {"figure": figure, "app_name": current_app.name}


@letters.route("/")
@letters.route("/<int:quarter>")
def letter(quarter=None):
    if quarter is not None and quarter not in range(1, 5):
        return render_template("letter_missing.html", quarter=quarter), 404
    return render_template("letter.html", quarter=quarter, sections=["sales", "staff", "sum"])


@letters.route("/part/<name>")
def part(name):
    return render_template(f"parts/{name}.html", quarter=2)


def create_app():
    app = Flask(__name__, template_folder="pages")
    app.config["YEAR"] = 2030
    app.register_blueprint(letters)
    return app
