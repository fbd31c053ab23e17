"""Mail by SMTP, as the settings MAIL_… say: ``Mail``."""

from __future__ import annotations

import smtplib
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from blinker import Namespace

from .context import current_app_object
from .mail_messages import Address, Message, encoded_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from .application import Application

email_dispatched = Namespace().signal("email-dispatched")
"""Sent with the application and the message, even where sending is suppressed."""


class BadHeaderError(Exception):
    """Raised where an address or a subject would begin another header."""


class Sender:
    """What can send: the object that an application holds, and the settings it made."""

    def send(self, message: Message) -> None:
        """Send one message by a connection of its own."""
        with self.connect() as connection:
            message.send(connection)

    def send_message(self, *args: Any, **kwargs: Any) -> None:
        """Send one message, by the arguments that ``Message`` takes."""
        self.send(Message(*args, **kwargs))

    def connect(self) -> Connection:
        """Return a connection to the server, which is opened by ``with``."""
        app = getattr(self, "app", None) or current_app_object()
        try:
            return Connection(app.extensions["mail"])
        except KeyError as error:
            raise RuntimeError("The current application has no `Mail`.") from error

    @contextmanager
    def record_messages(self) -> Iterator[list[Message]]:
        """Give a list that grows by each message that anybody sends meanwhile."""
        outbox: list[Message] = []

        def record(_app: Application, message: Message) -> None:
            outbox.append(message)

        with email_dispatched.connected_to(record):
            yield outbox


@dataclass(eq=False)
class Settings(Sender):
    """How an application sends."""

    server: str
    username: str | None
    password: str | None
    port: int | None
    use_tls: bool
    use_ssl: bool
    default_sender: Address | None
    debug: int
    max_emails: int | None
    suppress: bool
    ascii_attachments: bool


class Mail(Sender):
    """Sends the mail of an application; its settings are read once, by ``init_app``."""

    def __init__(self, app: Application | None = None) -> None:
        self.app = app
        self.state = self.init_app(app) if app is not None else None

    def init_app(self, app: Application) -> Settings:
        """Read the settings of ``app``, which are kept as ``app.extensions["mail"]``."""
        state = self.init_mail(app.config, app.debug, app.testing)
        app.extensions["mail"] = state
        return state

    def init_mail(
        self, config: Mapping[str, Any], debug: bool | int = False, testing: bool = False
    ) -> Settings:
        """Read settings."""
        return Settings(
            server=config.get("MAIL_SERVER", "127.0.0.1"),
            username=config.get("MAIL_USERNAME"),
            password=config.get("MAIL_PASSWORD"),
            port=config.get("MAIL_PORT", 25),
            use_tls=config.get("MAIL_USE_TLS", False),
            use_ssl=config.get("MAIL_USE_SSL", False),
            default_sender=config.get("MAIL_DEFAULT_SENDER"),
            debug=int(config.get("MAIL_DEBUG", debug)),
            max_emails=config.get("MAIL_MAX_EMAILS"),
            suppress=config.get("MAIL_SUPPRESS_SEND", testing),
            ascii_attachments=config.get("MAIL_ASCII_ATTACHMENTS", False),
        )

    def __getattr__(self, name: str) -> Any:
        """Return a setting of the application that this was made with; None without one."""
        return getattr(self.state, name, None)


class Connection:
    """A connection to the server, for as many messages as it lets pass."""

    def __init__(self, mail: Settings) -> None:
        self.mail = mail
        self.host: smtplib.SMTP | None = None
        self.num_emails = 0

    def __enter__(self) -> Self:
        self.host = None if self.mail.suppress else self.configure_host()
        self.num_emails = 0
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.host is not None:
            self.host.quit()

    def configure_host(self) -> smtplib.SMTP:
        """Open a connection and sign in."""
        connect = smtplib.SMTP_SSL if self.mail.use_ssl else smtplib.SMTP
        host = connect(self.mail.server, self.mail.port)  # type: ignore[arg-type]
        host.set_debuglevel(self.mail.debug)
        if self.mail.use_tls:
            host.starttls()
        if self.mail.username and self.mail.password:
            host.login(self.mail.username, self.mail.password)
        return host

    def send(self, message: Message, envelope_from: Address | None = None) -> None:
        """Send a message, as from its sender or from ``envelope_from``."""
        _check(message)
        if message.date is None:
            message.date = time.time()
        if self.host is not None:
            self.host.sendmail(
                encoded_address(envelope_from or message.sender),
                [encoded_address(address) for address in message.send_to],
                message.as_bytes(),
                message.mail_options,
                message.rcpt_options,
            )
        email_dispatched.send(current_app_object(), message=message)
        self.num_emails += 1
        if self.num_emails == self.mail.max_emails:
            self._reopen()

    def send_message(self, *args: Any, **kwargs: Any) -> None:
        """Send a message, by the arguments that ``Message`` takes."""
        self.send(Message(*args, **kwargs))

    def _reopen(self) -> None:
        """Begin anew: servers take so many messages by one connection."""
        self.num_emails = 0
        if self.host is not None:
            self.host.quit()
            self.host = self.configure_host()


def _check(message: Message) -> None:
    if not message.send_to:
        raise AssertionError("No recipients have been added")
    if not message.sender:
        raise AssertionError(
            "The message does not specify a sender and a default sender has not been configured"
        )
    if message.has_bad_headers():
        raise BadHeaderError
