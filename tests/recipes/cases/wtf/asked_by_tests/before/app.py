from flask import Flask
from flask_wtf import CSRFProtect, FlaskForm, RecaptchaField
from wtforms import StringField
from wtforms.validators import DataRequired

csrf = CSRFProtect()


class NameForm(FlaskForm):
    name = StringField(validators=[DataRequired()])


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "asked"
    csrf.init_app(app)

    @app.post("/name")
    def name():
        form = NameForm()
        return {"valid": form.validate_on_submit(), "errors": form.errors}

    return app
