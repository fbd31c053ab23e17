from flask import current_app, g, request
from flask_wtf import FlaskForm as Form
from wtforms import FormField, IntegerField, SelectField, StringField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, StopValidation

TOOLS = ["saw", "axe"]


class Sharp:
    """A validator that looks at the request."""

    def __init__(self, message="Not sharp."):
        self.message = message

    def __call__(self, form, field):
        if request.headers.get("X-Sharp") != field.data:
            raise StopValidation(self.message)


def known(form, field):
    if field.data != g.get("tool"):
        raise StopValidation(f"{field.data} is not {g.get('tool')} at {request.path}")


class Local(Form):
    class Meta(Form.Meta):
        def get_translations(self, form):
            return super().get_translations(form)

        @property
        def csrf_time_limit(self):
            return current_app.config["WTF_CSRF_TIME_LIMIT"]


class LeaveForm(Local):
    why = StringField(default=lambda: request.args.get("why", "tired"))


class SearchForm(Form):
    words = StringField()


class Size(PlainForm):
    width = IntegerField()


class ToolForm(Local):
    name = StringField(validators=[InputRequired(), known])
    edge = StringField(validators=[Sharp()])
    shelf = SelectField(coerce=int)
    size = FormField(Size)

    def __init__(self, shelves, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.shelf.choices = [(n, f"shelf {n}") for n in range(shelves)]

    def validate_shelf(self, field):
        if field.data == 1 and request.is_json:
            raise StopValidation("Not by JSON.")


def form_for(count):
    return ToolForm(count)


def asking_for(name):
    class Asking(Form):
        pass

    setattr(Asking, name, StringField(validators=[InputRequired()]))
    return Asking
