from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, StringField, SubmitField, TextAreaField
from wtforms.validators import DataRequired, Email, EqualTo, Length, ValidationError

from . import db
from .models import User


class SignInForm(FlaskForm):
    name = StringField("Name", validators=[DataRequired()])
    password = PasswordField("Password", validators=[DataRequired()])
    remember = BooleanField("Remember me")
    submit = SubmitField("Sign in")


class RegisterForm(FlaskForm):
    name = StringField("Name", validators=[DataRequired()])
    email = StringField("Email", validators=[DataRequired(), Email(check_deliverability=False)])
    password = PasswordField("Password", validators=[DataRequired()])
    password2 = PasswordField("Again", validators=[DataRequired(), EqualTo("password")])

    def validate_name(self, field):
        if User.query.filter_by(name=field.data).first() is not None:
            raise ValidationError("Please use another name.")

    def validate_email(self, field):
        found = db.session.scalar(db.select(User).where(User.email == field.data))
        if found is not None:
            raise ValidationError("Please use another address.")


class ProfileForm(FlaskForm):
    name = StringField("Name", validators=[DataRequired()])
    about = TextAreaField("About", validators=[Length(max=100)])

    def __init__(self, original, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.original = original

    def validate_name(self, field):
        if field.data != self.original and User.query.filter_by(name=field.data).count():
            raise ValidationError(f"{current_user.name}, please use another name.")


class PostForm(FlaskForm):
    body = TextAreaField("Say", validators=[DataRequired(), Length(1, 60)])


class EmptyForm(FlaskForm):
    submit = SubmitField("Submit")
