import flask
import flask_wtf
from flask import g, request
from flask_wtf.csrf import generate_csrf, validate_csrf
from wtforms import ValidationError

from . import forms
from .views import Tools, bp


class Settings:
    SECRET_KEY = "workshop"
    WTF_CSRF_SECRET_KEY = "another key"
    WTF_CSRF_FIELD_NAME = "_half"
    WTF_CSRF_TIME_LIMIT = None


def create_app(config=Settings):
    app = flask.Flask(__name__)
    app.config.from_object(config)

    @app.before_request
    def known_half():
        flask.session["_half"] = "fedcba98"

    @app.url_value_preprocessor
    def settle(endpoint, values):
        g.leaving = forms.LeaveForm(formdata=None, meta={"csrf": False})
        if values and "tool" in values:
            g.tool = values["tool"]

    @app.before_request
    def search():
        g.search = forms.SearchForm(request.args, meta={"csrf": False})
        if g.search.words.data == "nothing":
            return flask.jsonify(found=[])

    @app.after_request
    def count(response):
        given = None if request.is_json else request.form
        form = forms.LeaveForm(given, meta={"csrf": False})
        response.headers["X-Fields"] = ",".join(form.data)
        response.headers["X-Sent"] = str(form.is_submitted())
        return response

    @app.context_processor
    def everywhere():
        return {"leaving": g.leaving, "half": lambda: generate_csrf().split(".")[0]}

    @app.errorhandler(404)
    def nowhere(error):
        return flask.render_template("nowhere.html", form=forms.LeaveForm()), 404

    @app.post("/check")
    def check():
        try:
            validate_csrf(request.form.get("_half"))
        except ValidationError as error:
            return str(error), 403
        return f"fine {generate_csrf() == g._half}"

    @app.get("/kind")
    def kind():
        plain = flask_wtf.FlaskForm(meta={"csrf": False})
        return {"fields": list(plain.data), "names": sorted(f.name for f in forms.SearchForm())}

    app.register_blueprint(bp, url_prefix="/tools")
    app.add_url_rule("/class", view_func=Tools.as_view("tools_class"))
    return app
