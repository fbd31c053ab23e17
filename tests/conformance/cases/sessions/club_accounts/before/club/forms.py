from flask import current_app, session
from flask_wtf import FlaskForm
from wtforms import BooleanField, EmailField, PasswordField, SelectField, StringField, SubmitField
from wtforms.validators import DataRequired, EqualTo, Length, Optional, Regexp, ValidationError

from .members import MEMBERS


def not_taken(form, field):
    if field.data in MEMBERS:
        raise ValidationError(f"{field.data} is a member of {current_app.name}.")


class AccountForm(FlaskForm):
    """What both forms have in common."""

    name = StringField("Your name", [DataRequired(), Length(2, 12)], filters=[lambda t: t and t.strip()])
    password = PasswordField("Password", [DataRequired("No password, no entry.")])


class SignInForm(AccountForm):
    stay = BooleanField("Stay signed in")
    submit = SubmitField("Sign in")

    def validate(self, extra_validators=None):
        if not super().validate(extra_validators=extra_validators):
            return False
        found = MEMBERS.get(self.name.data)
        if found is None or found["password"] != self.password.data:
            self.password.errors = [*self.password.errors, "That is not right."]
            return False
        return True


class JoinForm(AccountForm):
    name = StringField("Your name", [DataRequired(), Length(2, 12), not_taken, Regexp(r"^[a-z]+$")])
    again = PasswordField("Again", [EqualTo("password", "Not the same.")])
    email = EmailField("E-mail", [Optional(), Length(max=20)])
    kind = SelectField("Kind", choices=[("full", "Full"), ("guest", "Guest")], default="guest")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if session.get("member") == "ada":
            self.kind.choices = [*self.kind.choices, ("board", "Board")]
        else:
            del self.email
