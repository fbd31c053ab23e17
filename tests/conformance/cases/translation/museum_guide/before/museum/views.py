"""The rooms of the museum."""

from datetime import date, datetime, time

import flask_babel as fb
from flask import Blueprint, current_app, g, jsonify, make_response, render_template, render_template_string, request
from flask_babel import _, get_domain, get_locale, get_translations, lazy_ngettext, lazy_npgettext, lazy_pgettext

from .extensions import _s, babel, shop_texts
from .language import preferred

bp = Blueprint("museum", __name__)

ROOMS = {
    "egypt": lazy_pgettext("room", "Egypt"),
    "china": lazy_pgettext("room", "China"),
}
STEPS = lazy_ngettext("%(num)d step", "%(num)d steps", 12)
DOORS = lazy_npgettext("museum", "%(num)d door", "%(num)d doors", num=1)
PRICE = _s("Price")


@bp.get("/")
def index():
    """The page of the house."""
    response = make_response(render_template("index.html", rooms=ROOMS, opened=date(1888, 5, 4), steps=STEPS, doors=DOORS))
    if preferred():
        response.set_cookie("hl", preferred())
    return response


@bp.get("/rooms")
def rooms():
    """Rooms in the order of their names."""
    names = sorted(ROOMS.values(), key=str)
    return jsonify(
        rooms=names,
        longest=max(len(name) for name in names),
        first=names[0][:2],
        egypt="Egypt" == ROOMS["egypt"],
        found=[key for key, name in ROOMS.items() if "i" in name],
        both="{} / {}".format(*names),
        joined=names[0] + ", " + names[1],
        kept="%s" % names[0],
        repeated=ROOMS["china"] * 2,
        upper=ROOMS["china"].upper(),
        asked=g.asked,
    )


@bp.get("/shop")
def shop():
    """What the shop asks, from a catalog of its own."""
    before = get_domain()
    shop_texts.as_default()
    text = f"{PRICE}: {fb.format_currency(12, 'GBP')}, {_('Price')}, {shop_texts.ngettext('%(num)d book', '%(num)d books', 2)}"
    return jsonify(text=text, own=get_domain() is shop_texts, before=repr(before), rest=before.gettext("Price"))


@bp.get("/numbers/<float:number>")
def numbers(number):
    """A number in all ways."""
    return jsonify(
        number=fb.format_number(number),
        decimal=fb.format_decimal(number, "#,##0.000"),
        percent=fb.format_percent(number, format="#,##0.0 %"),
        scientific=fb.format_scientific(number),
        currency=fb.format_currency(number, "EUR", "¤¤ #,##0.00", currency_digits=False),
    )


@bp.get("/hours")
def hours():
    """When the museum opens."""
    moment = datetime(2024, 7, 1, 9, 5, 6)
    return jsonify(
        [
            fb.format_time(time(9, 30), "short", rebase=False),
            fb.format_time(moment, "short"),
            fb.format_datetime(moment, rebase=False),
            fb.format_datetime(moment, "long"),
            fb.format_date(moment),
            fb.format_date(date(2024, 7, 1), "short"),
            str(fb.get_timezone()),
        ]
    )


@bp.get("/languages")
def languages():
    """The languages, and how each calls itself."""
    return jsonify(
        known=current_app.config["LANGUAGES"],
        default=current_app.config["DEFAULT"],
        domain=babel.domain,
        zone=str(babel.default_timezone),
        here=[str(get_locale()), get_locale().display_name, get_locale().text_direction],
        catalog=sorted(str(key) for key in get_translations()._catalog if key),
    )


@bp.get("/switch/<code>")
def switch(code):
    """Use another language for a part of the answer."""
    parts = [_("Welcome")]
    with fb.force_locale(code):
        parts.append(_("Welcome"))
        fb.refresh()
        parts.append(_("Welcome"))
    fb.refresh()
    parts.append(_("Welcome"))
    return " ".join(parts)


@bp.get("/string")
def string():
    """A template that is a text."""
    return render_template_string(
        "{% trans who=request.args.get('who', '') %}Welcome, {{ who }}{% endtrans %}|{{ _('Welcome') }}|{{ get_locale() }}"
    )
