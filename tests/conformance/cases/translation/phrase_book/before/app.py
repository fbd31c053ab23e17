"""A phrase book that greets in the reader's language."""

from datetime import date, datetime

from flask import Flask, flash, g, jsonify, redirect, render_template, request, session, url_for
from flask_babel import Babel, get_locale, refresh
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

LANGUAGES = ["en", "de", "fr"]
GREETINGS = {"morning": _l("Good morning"), "evening": _l("Good evening")}

app = Flask(__name__)
app.config.update(SECRET_KEY="phrases", BABEL_DEFAULT_TIMEZONE="Europe/Berlin")


def select_locale():
    chosen = session.get("language") or request.args.get("lang")
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES)


def select_timezone():
    return request.headers.get("X-Zone")


babel = Babel(app, locale_selector=select_locale, timezone_selector=select_timezone)


@app.before_request
def remember_locale():
    g.language = str(get_locale())


@app.context_processor
def known_languages():
    return {"languages": [locale.display_name for locale in sorted(babel.list_translations(), key=str)]}


@app.route("/")
def index():
    """The page with everything on it."""
    return render_template(
        "index.html",
        greeting=GREETINGS["morning"],
        count=request.args.get("count", 1, type=int),
        moment=datetime(2024, 2, 29, 22, 30),
        day=date(2024, 2, 29),
    )


@app.get("/greetings")
def greetings():
    """Texts that are translated when they are written."""
    return jsonify(language=g.language, **GREETINGS)


@app.get("/greetings/<name>")
def greeting(name):
    """One of them."""
    if name not in GREETINGS:
        return _("There is no greeting for %(name)s.", name=name), 404
    return GREETINGS[name].upper() + "!" + " (" + GREETINGS[name] + ")"


@app.get("/today")
def today():
    """A lazy text as a value of its own."""
    return jsonify(text=GREETINGS["evening"], texts=[GREETINGS["morning"]], language=g.language)


@app.get("/plain")
def plain():
    """The same as a dictionary."""
    return {"text": GREETINGS["evening"]}


@app.get("/whole")
def whole():
    """A lazy text that is returned as it is, which no answer can be."""
    return GREETINGS["evening"]


@app.get("/apples/<int:count>")
def apples(count):
    """A text with a number."""
    return ngettext("%(num)d apple", "%(num)d apples", count)


@app.post("/language")
def choose():
    """Change the language and say so in the new one."""
    session["language"] = request.form["language"]
    refresh()
    flash(_("Language was changed"))
    return redirect(url_for("index"))


@app.errorhandler(404)
def missing(error):
    """The page for addresses that nobody knows."""
    return render_template("missing.html"), 404
