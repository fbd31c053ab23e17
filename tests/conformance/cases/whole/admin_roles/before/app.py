from flask import Flask, g, jsonify, render_template_string

from admin import admin
from roles import load_person, person_menu
from staff import staff

app = Flask(__name__)
app.config["SECRET_KEY"] = "admin"
app.config["LANGUAGES"] = ("en", "de")

app.before_request(load_person)
app.context_processor(person_menu)
admin.register_blueprint(staff, url_prefix="/staff")
app.register_blueprint(admin, url_prefix="/<lang>/admin")


@app.route("/")
def front():
    return render_template_string(
        "{% for text, url in menu %}<a href='{{ url }}'>{{ text }}</a>{% else %}nothing for you{% endfor %}"
    )


@app.errorhandler(403)
def forbidden(error):
    return jsonify(
        error=error.description, person=g.person and g.person["name"], lang=g.get("lang")
    ), 403
