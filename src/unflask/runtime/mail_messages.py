"""What is sent by mail: messages with their texts, headers and attachments."""

from __future__ import annotations

import re
import unicodedata
from email import charset as charsets
from email import policy
from email.encoders import encode_base64
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr, formatdate, make_msgid, parseaddr
from mimetypes import guess_type
from typing import TYPE_CHECKING, TypeAlias

from .context import current_app_object

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .mail import Connection, Settings

Address: TypeAlias = "str | tuple[str, str]"
"""``ada@example.org``, ``Ada <ada@example.org>`` or ``("Ada", "ada@example.org")``."""

_SPACES = re.compile(r"\s+")

# Texts go as they are where that is possible, in base64 or quoted-printable only where it is shorter.
charsets.add_charset("utf-8", charsets.SHORTEST, None, "utf-8")


class Attachment:
    """A file that goes with a message; its type is told by its name where none is given."""

    def __init__(
        self,
        filename: str | None = None,
        content_type: str | None = None,
        data: str | bytes | None = None,
        disposition: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        if data is None:
            raise ValueError("The 'data' argument is required.")
        if content_type is None and filename is not None:
            content_type = guess_type(filename)[0]
        if content_type is None:
            content_type = "text/plain" if isinstance(data, str) else "application/octet-stream"
        self.filename = filename
        self.content_type = content_type
        self.data = data
        self.disposition = disposition or "attachment"
        self.headers = {} if headers is None else headers

    def as_part(self, *, in_ascii: bool) -> MIMEBase:
        """Return the part of a message that holds the file."""
        part = MIMEBase(*self.content_type.split("/"))
        part.set_payload(self.data)
        encode_base64(part)
        if self.filename is not None:
            name = _in_ascii(self.filename) if in_ascii else self.filename
            given = name if name.isascii() else ("UTF8", "", name)
            part.add_header("Content-Disposition", self.disposition, filename=given)
        for key, value in self.headers.items():
            part.add_header(key, value)
        return part


class Message:
    """A message; without a sender it is from MAIL_DEFAULT_SENDER.

    ``alts`` are further forms of its text by their subtype, of which ``html`` is one. ``charset`` is
    that of texts and headers, ``date`` a time stamp, which is set when the message is sent. The two
    lists of options are those of SMTP, for its sender and for each who gets it.
    """

    def __init__(
        self,
        subject: str = "",
        recipients: list[Address] | None = None,
        body: str | None = None,
        html: str | None = None,
        alts: dict[str, str] | Iterable[tuple[str, str]] | None = None,
        sender: Address | None = None,
        cc: list[Address] | None = None,
        bcc: list[Address] | None = None,
        attachments: list[Attachment] | None = None,
        reply_to: Address | None = None,
        date: float | None = None,
        charset: str | None = None,
        extra_headers: dict[str, str] | None = None,
        mail_options: list[str] | None = None,
        rcpt_options: list[str] | None = None,
    ) -> None:
        sender = sender or _settings().default_sender
        self.sender = _in_one(sender) if isinstance(sender, tuple) else sender
        self.subject = subject
        self.recipients = recipients or []
        self.cc = cc or []
        self.bcc = bcc or []
        self.reply_to = reply_to
        self.body = body
        self.alts = dict(alts or {})
        self.html = html
        self.attachments = attachments or []
        self.date = date
        self.charset = charset
        self.extra_headers = extra_headers
        self.mail_options = mail_options or []
        self.rcpt_options = rcpt_options or []
        self.msgId = make_msgid()

    @property
    def html(self) -> str | None:
        """The text as a page; None takes it away."""
        return self.alts.get("html")

    @html.setter
    def html(self, value: str | None) -> None:
        if value is None:
            self.alts.pop("html", None)
        else:
            self.alts["html"] = value

    @property
    def send_to(self) -> set[Address]:
        """All who get the message."""
        return {*self.recipients, *(self.bcc or ()), *(self.cc or ())}

    def add_recipient(self, recipient: Address) -> None:
        """Send the message to one more."""
        self.recipients.append(recipient)

    def attach(
        self,
        filename: str | None = None,
        content_type: str | None = None,
        data: str | bytes | None = None,
        disposition: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        """Have a file go with the message."""
        self.attachments.append(Attachment(filename, content_type, data, disposition, headers))

    def has_bad_headers(self) -> bool:
        """Tell whether an address or the subject would end its header and begin another."""
        addresses = [self.sender, *self.recipients, *([self.reply_to] if self.reply_to else [])]
        if any(_breaks(_in_one(a) if isinstance(a, tuple) else a) for a in addresses):
            return True
        return bool(self.subject) and _breaks(self.subject) and not _is_folded(self.subject)

    def send(self, connection: Connection) -> None:
        """Send the message by an open connection."""
        connection.send(self)

    def as_string(self) -> str:
        """Return the message as it is sent, as text."""
        return self._rendered().as_string()

    def as_bytes(self) -> bytes:
        """Return the message as it is sent."""
        return self._rendered().as_bytes()

    def __str__(self) -> str:
        return self.as_string()

    def __bytes__(self) -> bytes:
        return self.as_bytes()

    def _rendered(self) -> MIMEBase:
        encoding, in_ascii = self.charset or "utf-8", _settings().ascii_attachments
        files = self.attachments or []
        whole = self._with_texts(encoding, alone=not files)
        if self.subject:
            whole["Subject"] = _encoded_subject(self.subject, encoding)
        whole["From"] = encoded_address(self.sender, encoding)
        whole["To"] = _encoded_list(self.recipients, encoding)
        whole["Date"] = formatdate(self.date, localtime=True)
        whole["Message-ID"] = self.msgId
        if self.cc:
            whole["Cc"] = _encoded_list(self.cc, encoding)
        if self.reply_to:
            whole["Reply-To"] = encoded_address(self.reply_to, encoding)
        for key, value in (self.extra_headers or {}).items():
            whole[key] = value
        for file in files:
            whole.attach(file.as_part(in_ascii=in_ascii))
        whole.policy = policy.SMTP
        return whole

    def _with_texts(self, encoding: str, *, alone: bool) -> MIMEBase:
        """Return a message with the texts, to which the rest is added."""
        plain = MIMEText(self.body, "plain", encoding)  # type: ignore[arg-type]
        if not self.alts:
            return plain if alone else MIMEMultipart(_subparts=[plain])
        others = [MIMEText(content, kind, encoding) for kind, content in self.alts.items()]
        return MIMEMultipart(_subparts=[MIMEMultipart("alternative", None, [plain, *others])])


def encoded_address(address: Address | None, encoding: str = "utf-8") -> str:
    """Return an address as it stands in a header: names encoded, the host as IDNA."""
    name, place = parseaddr(address) if isinstance(address, str) else address  # type: ignore[misc]
    name = _encoded(name, encoding)
    if not place.isascii() and "@" in place:
        user, host = place.split("@", 1)
        place = f"{Header(user, encoding)}@{host.encode('idna').decode('ascii')}"
    elif not place.isascii():
        place = Header(place, encoding).encode()
    return formataddr((name, place))


def _encoded(text: str, encoding: str) -> str:
    try:
        return Header(text, encoding).encode()
    except UnicodeEncodeError:
        return Header(text, "utf-8").encode()


def _encoded_subject(subject: object, encoding: str) -> str:
    """Return a subject, that of a lazy translation too, as it stands in its header."""
    text = str(subject, "utf-8") if isinstance(subject, bytes) else str(subject)
    return text if text.isascii() else _encoded(text, encoding)


def _encoded_list(addresses: Iterable[Address], encoding: str) -> str:
    return ", ".join({encoded_address(address, encoding) for address in addresses})


def _in_one(address: tuple[str, str]) -> str:
    return f"{address[0]} <{address[1]}>"


def _in_ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return _SPACES.sub(" ", plain).strip()


def _breaks(text: str | None) -> bool:
    return "\n" in text or "\r" in text  # type: ignore[operator]


def _is_folded(subject: str) -> bool:
    """Tell whether each further line of a header begins with a blank and holds more than blanks."""
    lines = subject.split("\r\n")
    if any(not line.strip() or _breaks(line) for line in lines):
        return False
    return all(line[0] in "\t " for line in lines[1:])


def _settings() -> Settings:
    settings: Settings = current_app_object().extensions["mail"]
    return settings
