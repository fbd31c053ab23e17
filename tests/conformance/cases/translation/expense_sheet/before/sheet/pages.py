"""The pages of the sheet."""

import json
from datetime import datetime, timedelta

from flask import Blueprint, g, jsonify, redirect, render_template, request, session, url_for
from flask_babel import (
    force_locale,
    format_date,
    format_timedelta,
    get_timezone,
    gettext as _,
    npgettext,
    to_user_timezone,
    to_utc,
)

from .texts import ExpenseForm, SheetEncoder, currency_label, render_localized

pages = Blueprint("pages", __name__)
MOMENT = datetime(2023, 12, 31, 20, 15)


@pages.route("/")
def index():
    """All expenses."""
    return render_template(
        "sheet.html",
        form=ExpenseForm(),
        moment=MOMENT,
        sheet_currency=request.args.get("currency", "EUR"),
        amounts=[12.5, 1234.56, -3],
    )


@pages.post("/expenses")
def add():
    """Take an expense."""
    errors = ExpenseForm().errors(request.form)
    if errors:
        return jsonify(errors=errors, lang=g.get("lang")), 400
    return jsonify(saved=_("Saved %(what)s", what=request.form["what"]), lang=g.lang), 201


@pages.get("/encoded")
def encoded():
    """JSON by an encoder of its own."""
    text = json.dumps({"label": ExpenseForm.what.label}, cls=SheetEncoder)
    return text, {"Content-Type": "application/json"}


@pages.get("/lang/<code>")
def choose(code):
    """Set the language for the session."""
    session["lang"] = code
    return redirect(url_for("pages.index"))


@pages.get("/mail")
def mail():
    """A mail in German, with a page around it in the language of the reader."""
    with force_locale("de"):
        inner = _("Amount") + " " + format_date(MOMENT)
        with force_locale("ja"):
            inner += " " + _("Amount") + " " + format_date(MOMENT, "full")
        inner += " " + format_timedelta(timedelta(hours=30), add_direction=True)
    return render_localized("mail", inner=inner, outer=_("Amount"))


@pages.get("/currencies/<code>")
def currency(code):
    """What a currency is called."""
    return str(currency_label(code))


@pages.get("/times")
def times():
    """Times here and elsewhere."""
    here = to_user_timezone(MOMENT)
    return jsonify(
        zone=str(get_timezone()),
        here=here.isoformat(),
        back=to_utc(here).isoformat(),
        naive=to_utc(MOMENT).isoformat(),
        people=npgettext("guests", "%(num)d person", "%(num)d people", 3),
    )
