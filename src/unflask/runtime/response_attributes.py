"""The headers of a response as attributes that may be read and set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from .dates import parse_date
from .header_values import parse_options
from .json import http_date
from .response_headers import ResponseHeaders, header_date, header_text
from .response_parts import (
    CacheControl,
    ContentSecurityPolicy,
    HeaderSet,
    header_list,
    header_parts,
)


class HeaderAttributes:
    """Attributes for what stands in the headers; setting one changes its header."""

    headers: Any

    content_encoding = header_text("Content-Encoding")
    content_language = header_parts(HeaderSet, "Content-Language")
    content_location = header_text("Content-Location")
    content_md5 = header_text("Content-MD5")
    location = header_text("Location")
    accept_ranges = header_text("Accept-Ranges")
    access_control_allow_origin = header_text("Access-Control-Allow-Origin")
    access_control_allow_headers = header_list("Access-Control-Allow-Headers")
    access_control_allow_methods = header_list("Access-Control-Allow-Methods")
    access_control_expose_headers = header_list("Access-Control-Expose-Headers")
    allow = header_parts(HeaderSet, "Allow")
    vary = header_parts(HeaderSet, "Vary")
    content_security_policy = header_parts(ContentSecurityPolicy, "Content-Security-Policy")
    content_security_policy_report_only = header_parts(
        ContentSecurityPolicy, "Content-Security-Policy-Report-Only"
    )
    date = header_date("Date")
    expires = header_date("Expires")
    last_modified = header_date("Last-Modified")

    @property
    def cache_control(self) -> CacheControl:
        """The directives of the ``Cache-Control`` header, as attributes."""
        return CacheControl(self.headers, "Cache-Control")

    @property
    def content_type(self) -> Any:
        """The ``Content-Type`` header."""
        return self.headers.get("Content-Type")

    @content_type.setter
    def content_type(self, value: str) -> None:
        self.headers["Content-Type"] = value

    @property
    def content_length(self) -> Any:
        """The ``Content-Length`` header as a number."""
        return self.headers.get("Content-Length", type=int)

    @content_length.setter
    def content_length(self, value: int) -> None:
        self.headers["Content-Length"] = str(value)

    @property
    def mimetype_params(self) -> dict[str, str]:
        """The parameters of the content type."""
        return parse_options(self.headers.get("Content-Type"))[1]

    @property
    def age(self) -> timedelta | None:
        """The ``Age`` header; seconds may be set too."""
        value = self.headers.get("Age", type=int)
        return None if value is None or value < 0 else timedelta(seconds=value)

    @age.setter
    def age(self, value: timedelta | float | None) -> None:
        number = value.total_seconds() if isinstance(value, timedelta) else value
        if number is not None and int(number) < 0:
            raise ValueError("age cannot be negative")
        self.headers["Age"] = None if number is None else int(number)

    @property
    def retry_after(self) -> datetime | None:
        """The time in the ``Retry-After`` header; seconds or a text may be set too."""
        value = self.headers.get("Retry-After")
        try:
            return None if value is None else datetime.now(UTC) + timedelta(seconds=int(value))
        except ValueError:
            return parse_date(value)

    @retry_after.setter
    def retry_after(self, value: datetime | float | str | None) -> None:
        if value is None:
            self.headers.remove("Retry-After")
        else:
            self.headers["Retry-After"] = http_date(value) if isinstance(value, datetime) else value

    @property
    def access_control_allow_credentials(self) -> bool:
        """Whether the ``Access-Control-Allow-Credentials`` header is there."""
        return "Access-Control-Allow-Credentials" in self.headers

    @access_control_allow_credentials.setter
    def access_control_allow_credentials(self, value: bool | None) -> None:
        self.headers.remove("Access-Control-Allow-Credentials")
        if value is True:
            self.headers["Access-Control-Allow-Credentials"] = "true"

    @property
    def access_control_max_age(self) -> int | None:
        """The ``Access-Control-Max-Age`` header as a number."""
        found: int | None = self.headers.get("Access-Control-Max-Age", type=int)
        return found

    @access_control_max_age.setter
    def access_control_max_age(self, value: int) -> None:
        self.headers["Access-Control-Max-Age"] = value

    def set_etag(self, etag: str, weak: bool = False) -> None:
        """Set the ``ETag`` header."""
        if '"' in etag:
            raise ValueError("invalid etag")
        self.headers["ETag"] = f'W/"{etag}"' if weak else f'"{etag}"'

    def get_etag(self) -> tuple[str | None, bool | None]:
        """Return the entity tag and whether it is a weak one."""
        etag = self.headers.get("ETag")
        if etag is None:
            return None, None
        return etag.removeprefix("W/").strip('"'), etag.startswith("W/")

    def _set_challenges(self, value: Any) -> None:
        challenges = value if isinstance(value, list) else [value] if value else []
        headers: ResponseHeaders = self.headers
        headers.setlist("WWW-Authenticate", [challenge.to_header() for challenge in challenges])

    www_authenticate = property(
        fset=_set_challenges,
        doc="Set the ``WWW-Authenticate`` header from one challenge or several.",
    )
