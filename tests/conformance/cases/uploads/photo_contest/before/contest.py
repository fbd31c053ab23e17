"""A contest of photos; its forms need no tokens, since nobody is signed in."""

import hashlib

from flask import Flask, jsonify, render_template, request
from flask_wtf import FlaskForm
from flask_wtf.file import FileAllowed, FileField, FileRequired, FileSize, MultipleFileField
from werkzeug.utils import secure_filename
from wtforms import DateField, FieldList, Form, FormField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

app = Flask(__name__)
app.config["SECRET_KEY"] = "photos"
app.config["WTF_CSRF_ENABLED"] = False
app.config["MAX_CONTENT_LENGTH"] = 4000


class PlaceForm(Form):
    name = StringField(validators=[InputRequired()])
    height = IntegerField(validators=[NumberRange(0, 9000)])


class EntryForm(FlaskForm):
    photo = FileField("Photo", validators=[
        FileRequired("A contest of photos without one?"),
        FileAllowed(["jpg", "png"], "Pictures only!"),
        FileSize(max_size=100, min_size=2),
    ])
    title = StringField(validators=[Length(max=10)], render_kw={"placeholder": "Title"})
    taken = DateField()
    kind = RadioField(choices=["sea", "sky"], default="sea")
    place = FormField(PlaceForm)
    tags = FieldList(StringField(validators=[Length(max=5)]), min_entries=1, max_entries=3)


class SeriesForm(FlaskForm):
    photos = MultipleFileField(validators=[FileRequired(), FileAllowed(["png"]), FileSize(50)])
    story = TextAreaField()


def shown(storage):
    content = storage.read()
    return {
        "name": secure_filename(storage.filename),
        "type": storage.mimetype,
        "size": len(content),
        "sum": hashlib.sha256(content).hexdigest()[:8],
    }


@app.route("/enter", methods=["GET", "POST"])
def enter():
    form = EntryForm(data={"place": {"height": 12}})
    if form.validate_on_submit():
        given = {k: str(v) for k, v in form.data.items() if k != "photo"}
        return jsonify(photo=shown(form.photo.data), given=given)
    return render_template("enter.html", form=form), 400 if form.errors else 200


@app.put("/series")
def series():
    form = SeriesForm()
    if not form.validate():
        return jsonify(form.errors), 422
    return jsonify(photos=[shown(s) for s in form.photos.data], story=form.story.data)


@app.post("/either")
def either():
    """Takes what was sent by hand, too."""
    form = SeriesForm(request.form)
    photo = EntryForm.photo
    return jsonify(story=form.story.data, photos=repr(form.photos.data), field=photo.field_class.__name__)
