from pydantic import BaseModel
from wtforms import StringField
from wtforms.validators import DataRequired

from compat.application import Application
from compat.csrf import CSRFProtect
from compat.session import SessionMiddleware
from compat.values import Json
from compat.wtf import RequestForm

csrf = CSRFProtect()


class NameForm(RequestForm):
    name = StringField(validators=[DataRequired()])


class NameAnswer(BaseModel):
    valid: Json
    errors: Json


def create_app():
    app = Application(__name__)
    app.add_middleware(SessionMiddleware)
    app.config["SECRET_KEY"] = "asked"
    csrf.init_app(app)

    @app.post("/name", response_model=NameAnswer)
    def name():
        form = NameForm()
        return {"valid": form.validate_on_submit(), "errors": form.errors}

    return app
