"""Mail as Flask-Mail sends it, compared with Flask-Mail itself."""

from __future__ import annotations

import re
import smtplib
from email.utils import make_msgid

import flask
import flask_mail
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unflask.runtime import mail, mail_messages
from unflask.runtime.application import Application

BOUNDARY = re.compile(rb"={15}\d+==")
CONFIG = {"MAIL_DEFAULT_SENDER": ("Ada Ä", "ada@x.test"), "MAIL_SERVER": "x.test", "MAIL_PORT": 26}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
words = st.text(st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=12)
hosts = st.sampled_from(["x.test", "bücher.test", "xn--a.test"])
plain = st.builds("{}@{}".format, st.sampled_from(["ada", "bob", "jürgen", "a.b+c"]), hosts)
addresses = st.one_of(
    plain,
    st.tuples(words, plain),
    st.builds("{} <{}>".format, words, plain),
    st.sampled_from(["nobody", "ä", "a@x.test\nBcc: b@x.test", "a\r@x.test", ""]),
)
many = st.none() | st.lists(addresses, max_size=3)
subjects = st.one_of(
    texts, st.sampled_from(["a\r\n b", "a\r\nb", "a\nb", "a\r\n  ", "\r\n a", "a\r\n\tb\r\n c"])
)
files = st.fixed_dictionaries(
    {"data": st.none() | st.binary(max_size=99) | st.text("aé\n", max_size=9)},
    optional={
        "filename": st.sampled_from(["a.txt", "ä  b.png", "x", "", "日本.pdf"]),
        "content_type": st.sampled_from(["text/x", "a/b", "nothing"]),
        "disposition": st.just("inline"),
        "headers": st.just({"Content-ID": "<1>"}),
    },
)
messages = st.fixed_dictionaries(
    {"subject": subjects, "recipients": many},
    optional={
        "body": st.none() | texts,
        "html": st.none() | texts,
        "alts": st.dictionaries(st.sampled_from(["html", "amp", "x-own"]), texts, max_size=2),
        "sender": st.none() | addresses,
        "cc": many,
        "bcc": many,
        "reply_to": st.none() | addresses,
        "date": st.sampled_from([0, 1700000000.5]),
        "charset": st.sampled_from(["utf-8", "iso-8859-1", "us-ascii"]),
        "extra_headers": st.dictionaries(st.sampled_from(["X-A", "X-B"]), texts, max_size=2),
        "mail_options": st.just(["BODY=8BITMIME"]),
        "rcpt_options": st.just(["NOTIFY=NEVER"]),
    },
)


class Server:
    """What an SMTP client was told, in the place of the client."""

    told: list[object] = []  # noqa: RUF012

    def __init__(self, *args):
        self.told.append(("open", type(self).__name__, args))

    def __getattr__(self, name):
        return lambda *args: self.told.append((name, *args))


class Secure(Server):
    pass


@pytest.fixture(autouse=True)
def server(monkeypatch):
    monkeypatch.setattr(smtplib, "SMTP", Server)
    monkeypatch.setattr(smtplib, "SMTP_SSL", Secure)


def both(config):
    theirs, ours = flask.Flask("a", static_folder=None), Application("a", static_folder=None)
    theirs.config.update(config)
    ours.config.update(config)
    return (
        (theirs, flask_mail.Mail(theirs), flask_mail),
        (ours, mail.Mail(ours), mail_messages),
    )


def result(app, action):
    """Return what an action told the server and gave, with boundaries and errors made comparable."""
    Server.told = []
    with app.app_context():
        try:
            given_back = action()
        except Exception as error:  # noqa: BLE001 (any error has to be the same)
            given_back = type(error).__name__, str(error)
    return BOUNDARY.sub(b"B", repr((given_back, Server.told)).encode())


def compare(config, action):
    (one, *theirs), (other, *ours) = both(config)
    expected, got = result(one, lambda: action(*theirs)), result(other, lambda: action(*ours))
    assert got == expected
    return got


@settings(max_examples=300, deadline=None)
@given(messages, st.lists(files, max_size=2), st.booleans(), st.none() | addresses)
def test_every_message_is_sent_as_before(arguments, attached, in_ascii, envelope):
    def send(mail, made):
        message = made.Message(**arguments)
        message.msgId = "<1@x.test>"
        for file in attached:
            message.attach(**file)
        with mail.connect() as connection:
            connection.send(message, envelope)
        return message.as_string() if message.date is not None else None

    # A date is what the clock says where none is given.
    arguments = {"date": 5, **arguments}
    compare({**CONFIG, "MAIL_ASCII_ATTACHMENTS": in_ascii}, send)


@given(messages)
def test_bad_headers_are_told_as_before(arguments):
    compare(CONFIG, lambda _, made: made.Message(**arguments).has_bad_headers())


@pytest.mark.parametrize(
    "config",
    [
        {},
        {"MAIL_USE_SSL": True, "MAIL_USERNAME": "u"},
        {"MAIL_USE_TLS": True, "MAIL_USERNAME": "u", "MAIL_PASSWORD": "p", "MAIL_DEBUG": True},
        {"MAIL_MAX_EMAILS": 2},
        {"MAIL_SUPPRESS_SEND": True, "MAIL_MAX_EMAILS": 1},
        {"TESTING": True},
        {"TESTING": True, "MAIL_SUPPRESS_SEND": False},
        {"DEBUG": True},
        {"MAIL_DEFAULT_SENDER": None},
    ],
)
def test_the_settings_say_how_to_send(config):
    def send(mail, made):
        with mail.record_messages() as outbox, mail.connect() as connection:
            for name in "abc":
                message = made.Message(name, ["bob@x.test"], name, date=0)
                message.msgId = "<1@x.test>"
                connection.send(message)
        return [m.subject for m in outbox], mail.suppress, mail.server, mail.nothing

    compare({**CONFIG, **config}, send)


def test_messages_are_what_their_attributes_say():
    def read(_mail, made):
        message = made.Message("a", ["b@x.test"], alts=[("x", "y")], html="h", bcc=["c@x.test"])
        message.add_recipient("d@x.test")
        message.html = None
        message.attach("a.png", data=b"")
        file = message.attachments[0]
        return [
            message.sender, message.send_to, message.alts, message.html, message.cc, message.date,
            file.content_type, file.disposition, file.headers, message.extra_headers,
            message.msgId[-8:] == make_msgid()[-8:],
        ]  # fmt: skip

    compare(CONFIG, read)


def test_the_object_may_be_reached_by_the_application():
    for app, _, made in both({**CONFIG, "MAIL_SUPPRESS_SEND": True}):
        with app.app_context(), app.extensions["mail"].record_messages() as outbox:
            app.extensions["mail"].send(made.Message("a", ["b@x.test"]))
        assert [m.subject for m in outbox] == ["a"]


def test_without_an_application_nothing_is_sent():
    with pytest.raises(RuntimeError):
        mail.Mail().send_message("a", ["b@x.test"], sender="c@x.test")


def test_an_application_without_mail_says_so():
    app = Application("a", static_folder=None)
    with app.app_context(), pytest.raises(RuntimeError):
        mail.Mail().send_message("a", ["b@x.test"], sender="c@x.test")
