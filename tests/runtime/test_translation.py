"""Languages, zones and texts as Flask-Babel gives them, compared with Flask-Babel itself."""

from __future__ import annotations

import copy
import json
from contextlib import ExitStack
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import flask
import flask_babel
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from unflask.runtime import locales, localized, templating, translation
from unflask.runtime.application import Application
from unflask.runtime.context import app_context, current_request
from unflask.runtime.responses import jsonify

from .pairs import Ask, compare

LOCALES = (
    "de", "en", "en_GB", "fr", "ja", "ar", "ru", "pt_BR", "zh_Hant_TW", "he", "hi", "pl", "fa", "th",
)  # fmt: skip
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
OURS = SimpleNamespace(**{**vars(localized), **vars(locales), **vars(translation)})
POT = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural};\\n"

msgid "Hello"
msgstr "[{code}] Hello"

msgid "Hello, %(name)s"
msgstr "[{code}] Hello, %(name)s"

msgid "%(num)d apple"
msgid_plural "%(num)d apples"
{apples}

msgctxt "month"
msgid "May"
msgstr "[{code}] May"

msgctxt "shop"
msgid "%(num)s pear of %(who)s"
msgid_plural "%(num)s pears of %(who)s"
{pears}
"""
PLURALS = {
    "de": (2, "n != 1"),
    "ru": (3, "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"),
    "ja": (1, "0"),
}
MOMENT = datetime(2024, 3, 10, 6, 59, 58, 123)  # noqa: DTZ001 - apps give such times, too
AWARE = datetime(2024, 11, 3, 5, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory):
    """A folder with catalogs in three languages, two for each."""
    root = tmp_path_factory.mktemp("translations")
    for code, (count, plural) in PLURALS.items():
        apples = "\n".join(f'msgstr[{n}] "[{code} {n}] %(num)d"' for n in range(count))
        pears = "\n".join(f'msgstr[{n}] "[{code} {n}] %(who)s %(num)s"' for n in range(count))
        rule = f"nplurals={count}; plural=({plural})"
        text = POT.format(code=code, plural=rule, apples=apples, pears=pears)
        folder = root / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        for domain, shown in (
            ("messages", text),
            ("shop", text.replace(f"[{code}", f"[{code}, s")),
        ):
            with (folder / f"{domain}.mo").open("wb") as file:
                write_mo(file, read_po(BytesIO(shown.encode()), locale=code))
    return str(root)


def formats(m):
    """Yield what every function of formats says to values of all kinds."""
    for value in (MOMENT, AWARE, None):
        for pattern in ("short", "medium", "long", "full", "EEE, d MMM yyyy HH:mm zzzz", None):
            if value is not None:
                yield lambda v=value, f=pattern: m.format_datetime(v, f)
                yield lambda v=value, f=pattern: m.format_datetime(v, f, rebase=False)
                yield lambda v=value, f=pattern: m.format_time(v, f)
                yield lambda v=value, f=pattern: m.format_time(v, f, False)
            yield lambda v=value, f=pattern: m.format_date(v, f if f in ("short", "full") else None)
    yield lambda: m.format_date(date(2024, 2, 29), "yyyy.MM.dd")
    yield lambda: m.format_date(MOMENT, rebase=False)
    yield lambda: m.format_time(time(13, 5), "short")
    yield lambda: m.format_timedelta(timedelta(days=40))
    yield lambda: m.format_timedelta(timedelta(seconds=-1900), "minute", True)
    yield lambda: m.format_timedelta(datetime(2001, 1, 1), add_direction=True, threshold=2)  # noqa: DTZ001
    for number in (0, -1234567.891, Decimal("12.50"), 1e20, "x"):
        yield lambda n=number: m.format_number(n)
        yield lambda n=number: m.format_decimal(n)
        yield lambda n=number: m.format_decimal(n, "#,##0.00;(#)")
        yield lambda n=number: m.format_percent(n)
        yield lambda n=number: m.format_percent(n, "0.0 %")
        yield lambda n=number: m.format_scientific(n)
        yield lambda n=number: m.format_scientific(n, "##0.##E00")
        yield lambda n=number: m.format_currency(n, "EUR")
        yield lambda n=number: m.format_currency(n, "JPY", currency_digits=False)
        yield lambda n=number: m.format_currency(n, "", "¤ #,##0.00")
        yield lambda n=number: m.format_currency(n, "USD", format_type="accounting")


def questions(m):
    """Yield what is asked about a request besides."""
    yield lambda: str(m.get_locale())
    yield lambda: str(m.get_timezone())
    yield lambda: m.to_user_timezone(MOMENT).isoformat()
    yield lambda: m.to_user_timezone(AWARE).isoformat()
    yield lambda: m.to_utc(MOMENT).isoformat()
    yield lambda: m.to_utc(AWARE).isoformat()
    yield lambda: repr(m.get_domain())[:20]
    yield lambda: sorted(map(str, m.get_babel().instance.list_translations()))
    yield lambda: str(m.get_babel().instance.default_locale)
    yield lambda: str(m.get_babel().instance.default_timezone)
    yield lambda: m.get_babel().instance.domain
    yield lambda: [m.get_babel().default_domain, m.get_babel().default_directories]
    yield lambda: m.gettext("Hello")
    yield lambda: m.gettext("Unknown, %(name)s", name="<Ada>")
    yield lambda: m.gettext("Hello, %(name)s", nobody=1)
    yield lambda: m.pgettext("month", "May") + m.pgettext("verb", "May")
    for number in (0, 1, 2, 5, 21, 1.5):
        yield lambda n=number: m.ngettext("%(num)d apple", "%(num)d apples", n)
        yield lambda n=number: m.ngettext("%(num)s pie", "%(num)s pies", n, num="many")
        yield lambda n=number: m.npgettext(
            "shop", "%(num)s pear of %(who)s", "%(num)s pears of %(who)s", n, who="me"
        )
    yield lambda: m.gettext(1)
    yield lambda: m.ngettext("one")
    yield lambda: sorted(str(k) for k in m.get_translations()._catalog)


def lazy_ones(m):
    yield m.lazy_gettext("Hello")
    yield m.lazy_gettext("Hello, %(name)s", name="Ada")
    yield m.lazy_pgettext("month", "May")
    yield m.lazy_ngettext("%(num)d apple", "%(num)d apples", 3)
    yield m.lazy_npgettext("shop", "%(num)s pear of %(who)s", "%(num)s pears", num=1, who="me")
    own = m.Domain(domain="shop")
    yield own.lazy_gettext("Hello")
    yield own.lazy_ngettext("%(num)d apple", "%(num)d apples", 5)
    yield own.lazy_pgettext("month", "May")


USES = (
    str, repr, len, list, hash, bool, "{}".format, "%s!".__mod__, copy.copy, copy.deepcopy,
    lambda s: s + "x", lambda s: "x" + s, lambda s: s * 2, lambda s: 2 * s, lambda s: s[1:3],
    lambda s: "l" in s, lambda s: s.upper(), lambda s: s.replace("l", "L"), lambda s: s % (),
    lambda s: s % {"a": 1}, lambda s: s == str(s), lambda s: s != "Hello", lambda s: s < "Z",
    lambda s: s <= s, lambda s: s > "Z", lambda s: s >= "", lambda s: s == copy.copy(s),
    lambda s: s.nothing, lambda s: s + 1, lambda s: 5 % s, lambda s: {s: 1}[str(s)],
    lambda s: ", ".join(2 * [s]), lambda s: f"{s:>40}", lambda s: s.__html__(), lambda s: s[0],
    lambda s: f"{s!r:.3}", lambda s: sorted([s, "A"], key=str), lambda s: max("a", s),
    json.dumps, lambda s: isinstance(s, str), lambda s: s < 1, lambda s: s.startswith("["),
)  # fmt: skip


def tried(calls):
    """Return what each call gives, or the kind of its error."""
    found = []
    for call in calls:
        try:
            found.append(str(call()).replace("LazyString", "str"))
        except Exception as error:  # noqa: BLE001 - kinds of errors are compared too
            found.append(type(error).__name__)
    return found


def of_lazy(m):
    for text in lazy_ones(m):
        for use in USES:
            yield lambda t=text, u=use: u(t)


def switching(m):
    """Ask for the language while it changes."""
    seen = [str(m.get_locale())]
    try:
        with m.force_locale("fr"):
            seen.append(str(m.get_locale()))
            m.refresh()
            seen.append(str(m.get_locale()))
            with m.force_locale("ru"):
                seen += [str(m.get_locale()), m.gettext("Hello"), m.format_number(1234.5)]
            seen.append(str(m.get_locale()))
            m.refresh()
            seen.append(str(m.get_locale()))
            with m.force_locale("nonsense"):
                seen.append("never")
    except Exception as error:  # noqa: BLE001
        seen.append(type(error).__name__)
    seen.append(str(m.get_locale()))
    m.Domain(domain="shop").as_default()
    seen += [m.gettext("Hello"), m.get_domain().domain[0]]
    m.refresh()
    return [*seen, str(m.get_locale()), str(m.get_timezone())]


def sides(catalogs, **options):
    """Return an application of each side with views that ask all of it."""
    found = []
    for app, m, args, render, answer in (
        (flask.Flask("a", static_folder=None), flask_babel, lambda: flask.request.args,
         flask.render_template_string, flask.jsonify),
        (Application("a", static_folder=None), OURS, lambda: current_request().args,
         templating.render_template_string, jsonify),
    ):  # fmt: skip
        app.config.update(
            BABEL_TRANSLATION_DIRECTORIES=catalogs,
            BABEL_DEFAULT_LOCALE="pt",
            PROPAGATE_EXCEPTIONS=False,
        )
        set_up(app, m, args, options)
        views(app, m, args, render, answer)
        found.append(app)
    return found


def set_up(app, m, args, options):
    m.Babel(
        app,
        locale_selector=lambda: args().get("lang"),
        timezone_selector=lambda: args().get("zone"),
        **options,
    )


def views(app, m, args, render, answer):
    @app.get("/formats")
    def all_formats():
        return answer(tried(formats(m)))

    @app.get("/questions")
    def all_questions():
        return answer(tried(questions(m)))

    @app.get("/lazy")
    def lazy():
        return answer(tried(of_lazy(m)), *lazy_ones(m))

    @app.get("/switching")
    def switch():
        return answer(switching(m))

    @app.get("/page")
    def page():
        return render(args()["source"], lazy=m.lazy_gettext("Hello"), moment=MOMENT, who="<me>")


@pytest.mark.parametrize("path", ["/formats", "/questions", "/lazy", "/switching"])
def test_every_function_says_what_flask_babels_says(catalogs, path):
    asked = [f"lang={code}&zone={ZONES[n % len(ZONES)]}" for n, code in enumerate(LOCALES)]
    asked += ["", "lang=klingon", "zone=Mars/Olympus", "lang=", "zone=", "lang=de-AT", "lang=de_AT"]
    compare(*sides(catalogs), [Ask(f"GET {path}?{query}", {}) for query in asked])


def test_the_catalogs_are_what_is_read(catalogs):
    theirs, _ = sides(catalogs)
    asked = theirs.test_client().get("/questions?lang=ru&zone=Asia/Kolkata").json
    assert {"[ru] Hello", "[ru] MayMay", "[ru 1] 2", "[ru 2] me 5", "Asia/Kolkata"} <= {*asked}


PAGES = (
    "{{ _('Hello') }} {{ gettext('Hello, %(name)s', name=who) }} {{ lazy }} {{ lazy|upper }}",
    "{% trans %}Hello{% endtrans %} {% trans name=who %}Hello, {{ name }}{% endtrans %}",
    "{% trans num=3 %}{{ num }} apple{% pluralize %}{{ num }} apples{% endtrans %}",
    "{{ ngettext('%25(num)d apple', '%25(num)d apples', 5) }} {{ pgettext('month', 'May') }}",
    "{{ npgettext('shop', '%25(num)s pear of %25(who)s', '%25(num)s pears', 2, who=who) }}",
    "{{ moment|datetimeformat }} {{ moment|dateformat('full') }} {{ moment|timeformat('short') }}",
    "{{ 1234.5|numberformat }} {{ 1234.5|decimalformat('0.00') }} {{ 0.5|percentformat }}",
    "{{ 1234.5|currencyformat('EUR') }} {{ 1234.5|scientificformat }} {{ lazy ~ 'x' }}",
    "{{ (moment - moment.min)|timedeltaformat }} {{ '%25s'|format(lazy) }} {{ lazy|safe|length }}",
    "{% trans %}Hello{% endtrans x %}", "{{ _('100%25') }}", "{{ gettext('%25(x)s') }}",
)  # fmt: skip


def test_pages_are_the_same(catalogs):
    asked = [
        f"GET /page?source={source}&lang={lang}" for source in PAGES for lang in ("de", "ru", "en")
    ]
    compare(
        *sides(catalogs),
        [Ask(line.replace(" ", "%20").replace("GET%20", "GET ", 1), {}) for line in asked],
    )


def test_pages_know_no_texts_where_the_templates_are_left_alone(catalogs):
    asked = [
        Ask("GET /page?source={{gettext('Hello')}}", {}),
        Ask("GET /page?source={{1|numberformat}}", {}),
    ]
    compare(*sides(catalogs, configure_jinja=False), asked)


def test_settings_go_before_arguments_and_formats_are_the_applications_own(catalogs):
    given = {**translation._DATE_FORMATS, "date": "short", "time.medium": "HH-mm", "datetime": "yy"}
    options = {
        "default_locale": "fr", "default_timezone": "Asia/Tokyo", "date_formats": given,
        "default_domain": "shop",
    }  # fmt: skip
    asked = [Ask("GET /formats", {}), Ask("GET /questions?lang=de", {})]
    compare(*sides(catalogs, **options), asked)


def test_several_domains_have_a_folder_each(catalogs):
    theirs, ours = sides(catalogs)
    found = []
    for app, m in ((theirs, flask_babel), (ours, OURS)):
        with app.app_context(), m.force_locale("de"):
            both = m.Domain([catalogs, catalogs], "messages;shop")
            other = m.Domain(catalogs, "nothing")
            found.append([both.gettext("Hello"), other.gettext("Hello"), repr(both), repr(other)])
            found[-1].append(both.ngettext("%(num)d apple", "%(num)d apples", 2))
            found[-1].append(other.ngettext("%(num)d apple", "%(num)d apples", 2))
    assert found[0] == found[1]


def outside(m):
    """Ask where no application is."""
    with ExitStack() as stack:
        stack.enter_context(m.force_locale("de"))
        m.refresh()
        return tried(
            [
                m.get_locale, m.get_timezone, lambda: m.gettext("Hello, %(name)s", name="Ada"),
                lambda: str(m.lazy_ngettext("%(num)d a", "%(num)d b", 2)), lambda: m.pgettext("a", "b"),
                lambda: m.format_decimal(1.5), lambda: m.format_date(MOMENT), m.get_babel,
                lambda: m.Domain().as_default(), lambda: m.to_utc(MOMENT), lambda: repr(m.get_domain()),
                lambda: type(m.get_translations()).__name__, lambda: m.npgettext("c", "a", "b", 1),
            ]
        )  # fmt: skip


def test_texts_stay_as_they_are_outside_of_an_application():
    assert outside(OURS) == outside(flask_babel)


def test_an_application_without_a_request_has_the_languages_of_its_settings(catalogs):
    theirs, ours = flask.Flask("a"), Application("a", static_folder=None)
    found = []
    for app, m, context in ((theirs, flask_babel, theirs.app_context), (ours, OURS, None)):
        app.config.update(BABEL_TRANSLATION_DIRECTORIES=catalogs, BABEL_DEFAULT_LOCALE="de")
        babel = m.Babel()
        babel.init_app(app, default_timezone="Asia/Tokyo")
        with context() if context is not None else app_context(app):
            found.append([tried(formats(m)), tried(questions(m)), switching(m)])
        found[-1].append(app.extensions["babel"].locale_selector)
        found[-1].append(m.get_babel(app).instance is babel)
    assert found[0] == found[1]


@pytest.fixture(scope="module")
def pair(catalogs):
    return sides(catalogs)


def written(m, moment, number, count):
    return tried(
        [
            lambda: m.format_datetime(moment, "full"),
            lambda: m.format_time(moment, "long"),
            lambda: m.format_date(moment, "long"),
            lambda: m.to_utc(moment),
            lambda: m.to_user_timezone(moment),
            lambda: m.format_decimal(number),
            lambda: m.format_currency(number, "USD"),
            lambda: m.format_percent(number),
            lambda: m.format_scientific(number),
            lambda: m.format_timedelta(timedelta(seconds=count), granularity="minute"),
            lambda: m.ngettext("%(num)d apple", "%(num)d apples", count),
        ]
    )


@given(
    st.sampled_from(LOCALES),
    st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01")),
    st.decimals(-(10**12), 10**12, places=3),
    st.sampled_from(ZONES),
    st.integers(0, 10**6),
)
@settings(max_examples=60, deadline=None)
def test_any_value_is_written_alike(pair, code, moment, number, zone, count):
    found = []
    for app, m in zip(pair, (flask_babel, OURS), strict=True):
        with app.app_context(), m.force_locale(code):
            m.get_babel().timezone_selector = zone.__str__
            found.append(written(m, moment, number, count))
    assert found[0] == found[1]
