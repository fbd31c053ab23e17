"""Forms that take what requests send, compared with Flask-WTF's."""

from __future__ import annotations

import json

import flask
import flask_wtf
import flask_wtf.csrf
import flask_wtf.file
import pytest
import wtforms
from hypothesis import given, settings
from hypothesis import strategies as st
from wtforms.validators import DataRequired, Length

from unflask.runtime import csrf, form_files, wtf
from unflask.runtime.application import Application
from unflask.runtime.context import current_request
from unflask.runtime.session import SessionMiddleware

from .pairs import Ask, Client, FlaskClient, compare

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
PARTS = {"Content-Type": "multipart/form-data; boundary=x"}
NOW = 1700000000.0


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    """One second for both sides, since tokens and cookies hold the time."""
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: NOW)


def made(base):
    """Return the forms of one side."""

    class Plain(base):
        name = wtforms.StringField(validators=[DataRequired(), Length(max=5)])
        age = wtforms.IntegerField()
        tags = wtforms.FieldList(wtforms.StringField())
        choice = wtforms.SelectMultipleField(choices=["a", "b"])
        agreed = wtforms.BooleanField()
        secret = wtforms.HiddenField(default="h")

        def validate_age(self, field):
            if field.data == 13:
                raise wtforms.ValidationError("No luck.")

    class Untokened(Plain):
        class Meta:
            csrf = False

    class Named(Plain):
        class Meta(base.Meta):
            csrf_field_name = "own"
            csrf_time_limit = 5
            csrf_secret = "its own"

            def render_field(self, field, render_kw):
                return super().render_field(field, {"class": "x", **render_kw})

    class Ending(Plain):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.name.render_kw = {"title": str(self.is_submitted())}

    return Plain, Untokened, Named, Ending


def told(form):
    return {
        "submitted": form.is_submitted(),
        "valid": form.validate_on_submit(),
        "errors": form.errors,
        "data": {k: repr(v) for k, v in form.data.items()},
        "hidden": form.hidden_tag(),
        "some": form.hidden_tag("secret", "name", "nothing", form.secret),
        "fields": [str(field) for field in form if field.name != "choice"],
    }


def sides(config=None):
    theirs, ours = flask.Flask("a", static_folder=None), Application("a", static_folder=None)
    ours.add_middleware(SessionMiddleware)
    for app, base, session, request in (
        (theirs, flask_wtf.FlaskForm, lambda: flask.session, lambda: flask.request),
        (ours, wtf.RequestForm, lambda: current_request().session, current_request),
    ):
        app.config.update(SECRET_KEY="k", PROPAGATE_EXCEPTIONS=False, **(config or {}))
        views(app, made(base), session, request)
    return theirs, ours


def views(app, forms, session, request):
    plain, untokened, named, ending = forms
    ways = {
        "plain": plain,
        "untokened": untokened,
        "named": named,
        "ending": ending,
        "off": lambda: plain(meta={"csrf": False}),
        "nothing": lambda: plain(formdata=None, name="Ada"),
        "prefixed": lambda: plain(prefix="p"),
        "filled": lambda: plain(data={"name": "Ada", "age": 3}, secret="s"),
        "more": lambda: plain(extra=1),
        "given": lambda: untokened(getattr(request(), "args")),  # noqa: B009
    }
    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]

    def view(way):
        session().setdefault("csrf_token", "5" * 40)
        session().setdefault("own", "6" * 40)
        return told(ways[way]())

    if isinstance(app, flask.Flask):
        app.route("/<way>", methods=methods)(view)
    else:
        app.api_route("/{way}", methods=methods)(view)


def bodies():
    serializer = flask_wtf.csrf.URLSafeTimedSerializer("k", salt="wtf-csrf-token")
    token = serializer.dumps("5" * 40)
    own = flask_wtf.csrf.URLSafeTimedSerializer("its own", salt="wtf-csrf-token").dumps("6" * 40)
    yield {}, ""
    yield FORM, ""
    yield FORM, "name=Ada&age=36"
    yield FORM, f"name=Ada&age=13&csrf_token={token}&tags-0=x&tags-2=y&choice=a&choice=b"
    yield FORM, f"name=Ada&age=3&csrf_token={token}&agreed=false&choice=c"
    yield FORM, f"name=Ada&age=3&own={own}&name=B"
    yield FORM, f"name=Augusta&age=x&csrf_token={token}x"
    yield FORM, f"p-name=Ada&p-age=3&p-csrf_token={token}"
    yield JSON, json.dumps({"name": "Ada", "age": 36, "csrf_token": token, "agreed": True})
    yield JSON, json.dumps({"name": ["Ada", "B"], "age": None, "choice": ["a"], "tags-1": []})
    yield JSON, json.dumps({"name": {"a": 1}, "age": 1.5})
    for text in ("[]", "null", "0", "1", "true", '"ab"', '["ab"]', '["abc"]', "[[{}, 1]]", "{", ""):
        yield JSON, text
    part = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    yield PARTS, part.format("name", "Ada") + part.format("csrf_token", token) + "--x--\r\n"
    file = '--x\r\nContent-Disposition: form-data; name="name"; filename="f"\r\n\r\nfile\r\n'
    yield PARTS, file + part.format("name", "Ada") + "--x--\r\n"


WAYS = (
    "plain", "untokened", "named", "ending", "off", "nothing", "prefixed", "filled", "more", "given",
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_forms_take_what_is_sent_as_those_of_flask_wtf(way):
    theirs, ours = sides()
    asks = [Ask(f"{m} /{way}?name=Q", h, b) for m in ("POST", "GET") for h, b in bodies()]
    compare(theirs, ours, [*asks, Ask(f"PUT /{way}", FORM, "name=Ada"), f"DELETE /{way}"])


@pytest.mark.parametrize(
    "config",
    [
        {"WTF_CSRF_ENABLED": False},
        {"WTF_CSRF_SECRET_KEY": "its own", "WTF_CSRF_FIELD_NAME": "own"},
        {"WTF_CSRF_TIME_LIMIT": None, "WTF_I18N_ENABLED": False},
        {"SECRET_KEY": "other"},
    ],
    ids=str,
)
def test_settings_are_those_of_flask_wtf(config):
    theirs, ours = sides()
    for app in (theirs, ours):
        app.config.update(config)
    asks = [Ask(f"POST /{way}", h, b) for way in ("plain", "named") for h, b in bodies()]
    compare(theirs, ours, ["GET /plain", *asks])


def test_a_form_checked_by_csrf_protect_is_not_checked_again():
    theirs, ours = sides({"WTF_CSRF_METHODS": ["PUT"]})
    flask_wtf.csrf.CSRFProtect(theirs)
    csrf.CSRFProtect(ours)
    asks = [Ask(f"{method} /named", h, b) for method in ("POST", "PUT") for h, b in bodies()]
    compare(theirs, ours, ["GET /named", *asks])


names = st.sampled_from(["name", "age", "tags-0", "tags-1", "tags-x", "choice", "agreed", "b=c"])
values = st.sampled_from(["", "a", "b", "Ada", "13", "-1", "%C3%A9", "+", "%00", "too long"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(names, values), max_size=6))
def test_any_fields_are_taken_alike(fields):
    theirs, ours = sides()
    body = "&".join(f"{name}={value}" for name, value in fields)
    compare(theirs, ours, [Ask("POST /untokened", FORM, body)])


class Uploads:
    """An upload set as Flask-Uploads has them."""

    def file_allowed(self, storages, name):
        return name.endswith("k") and len(storages) == 1


def file_views(app, base, module):
    class One(base):
        class Meta:
            csrf = False

        required = module.FileField(validators=[module.FileRequired()])
        plain = wtforms.FileField()
        image = module.FileField(validators=[module.FileAllowed(["png", "tar.gz"])])
        some = module.FileField(
            validators=[module.file_allowed(Uploads(), "not ok"), module.file_size(9, 2)]
        )
        many = module.MultipleFileField(
            validators=[
                module.file_required("all!"),
                module.FileAllowed(("png",)),
                module.FileSize(5),
            ]
        )

    def view():
        form = One()
        many = form.many.data
        return {
            "valid": form.validate(),
            "errors": form.errors,
            "names": [repr(form[n].data) for n in ("required", "plain", "image", "some")],
            "many": None if many is None else [(f.filename, f.read().decode()) for f in many],
            "shown": [str(field) for field in form],
        }

    app.post("/")(view)


def parts(*files):
    found = ""
    for name, filename, content in files:
        named = "" if filename is None else f'; filename="{filename}"'
        found += f'--x\r\nContent-Disposition: form-data; name="{name}"{named}\r\n'
        found += f"Content-Type: a/b\r\n\r\n{content}\r\n"
    return Ask("POST /", PARTS, found + "--x--\r\n")


def test_files_are_asked_the_same():
    theirs, ours = flask.Flask("a", static_folder=None), Application("a", static_folder=None)
    for app, base, module in (
        (theirs, flask_wtf.FlaskForm, flask_wtf.file),
        (ours, wtf.RequestForm, form_files),
    ):
        app.config.update(SECRET_KEY="k", PROPAGATE_EXCEPTIONS=False)
        file_views(app, base, module)
    every = ("required", "plain", "image", "some", "many")
    asks = [
        Ask("POST /"),
        Ask("POST /", FORM, "required=a&many=b&image=c.gif&some=x"),
        Ask("POST /", JSON, '{"required": "a", "many": ["b"]}'),
        parts(),
    ]
    filenames = ("a.png", "A.PNG", "png", ".png", "b.tar.gz", "a.k", "", None)
    asks += [parts(*((name, filename, "12345") for name in every)) for filename in filenames]
    sizes = (0, 1, 2, 5, 6, 9, 10, 600_000)
    asks += [parts(*((name, "a.k", "1" * size) for name in every)) for size in sizes]
    asks.append(parts(("many", "a.png", "1"), ("many", "b.png", "2"), ("many", "c.gif", "3")))
    asks.append(parts(("many", "a.png", "1"), ("many", "", "2"), ("image", "", "x")))
    of_flask, migrated = FlaskClient(theirs), Client(ours)
    for ask in asks:
        assert migrated.ask(ask) == of_flask.ask(ask), ask.content[:300]


class Loud:
    """Translates as Flask-Babel's part of Flask-WTF would."""

    def gettext(self, text):
        return text.upper()

    def ngettext(self, one, many, number):
        return (one if number == 1 else many).upper()


@pytest.mark.parametrize("enabled", [True, False])
def test_what_an_extension_gives_translates_messages(enabled):
    app = Application("a", static_folder=None)
    app.config.update(SECRET_KEY="k", WTF_I18N_ENABLED=enabled)
    app.extensions[wtf.TRANSLATIONS] = Loud()
    form = made(wtf.RequestForm)[1]
    app.post("/")(lambda: str(form().validate_on_submit() or "") + form().name.label.text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wtf.RequestForm, "validate", lambda self, **_: "", raising=False)
        assert Client(app).ask("POST /").body == (b"NAME" if enabled else b"Name")
