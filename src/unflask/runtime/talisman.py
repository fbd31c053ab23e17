"""Security headers for every answer, and the way to HTTPS: ``Talisman``."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from .context import current_request
from .response_headers import ResponseHeaders
from .responses import redirect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.responses import Response

    from .application import Application
    from .requests import Request

Rules: TypeAlias = "str | Mapping[str, str | Iterable[str]]"

DENY = "DENY"
SAMEORIGIN = "SAMEORIGIN"
ALLOW_FROM = "ALLOW-FROM"
ONE_YEAR_IN_SECS = 31556926

_NONCE = "migrated.csp_nonce"
"""The key of a scope for the random text that allows scripts of this answer."""
_NONCE_LENGTH = 32


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What every answer says to browsers; names, defaults and order are those of Flask-Talisman."""

    feature_policy: Rules | None = None
    permissions_policy: Rules | None = "browsing-topics=()"
    document_policy: Rules | None = None
    force_https: bool = True
    force_https_permanent: bool = False
    force_file_save: bool = False
    frame_options: str | None = SAMEORIGIN
    frame_options_allow_from: str | None = None
    strict_transport_security: bool = True
    strict_transport_security_preload: bool = False
    strict_transport_security_max_age: int = ONE_YEAR_IN_SECS
    strict_transport_security_include_subdomains: bool = True
    content_security_policy: Rules | None = "default-src 'self'; object-src 'none'"
    content_security_policy_report_uri: str | None = None
    content_security_policy_report_only: bool = False
    content_security_policy_nonce_in: Iterable[str] | None = None
    referrer_policy: str | None = "strict-origin-when-cross-origin"
    session_cookie_secure: bool = True
    session_cookie_http_only: bool = True
    session_cookie_samesite: str | None = "Lax"
    x_content_type_options: bool = True
    x_xss_protection: bool = False

    def __post_init__(self) -> None:
        report_only = self.content_security_policy_report_only
        if report_only and self.content_security_policy_report_uri is None:
            raise ValueError("content_security_policy_report_uri has to say where reports go.")

    def headers(self, request: Request) -> Iterator[tuple[str, str]]:
        """Yield the headers for the answer to a request."""
        nonce = request.scope.get(_NONCE)
        if self.feature_policy:
            yield "Feature-Policy", self._directives(self.feature_policy, nonce)
        if self.permissions_policy:
            yield "Permissions-Policy", _pairs(self.permissions_policy)
        if self.document_policy:
            yield "Document-Policy", _pairs(self.document_policy)
        if self.frame_options:
            allowed = f" {self.frame_options_allow_from}"
            more = allowed if self.frame_options == ALLOW_FROM else ""
            yield "X-Frame-Options", self.frame_options + more
        if self.x_xss_protection:
            yield "X-XSS-Protection", "1; mode=block"
        if self.x_content_type_options:
            yield "X-Content-Type-Options", "nosniff"
        if self.force_file_save:
            yield "X-Download-Options", "noopen"
        if self.content_security_policy:
            only = "-Report-Only" if self.content_security_policy_report_only else ""
            policy = self._directives(self.content_security_policy, nonce)
            yield f"Content-Security-Policy{only}", self._with_report(policy)
        if self.strict_transport_security and _is_secure(request):
            yield "Strict-Transport-Security", self._transport()
        yield "Referrer-Policy", str(self.referrer_policy)

    @property
    def needs_nonce(self) -> bool:
        """Whether each answer has a random text of its own."""
        return bool(self.content_security_policy and self.content_security_policy_nonce_in)

    def _directives(self, rules: Rules, nonce: str | None) -> str:
        if isinstance(rules, str):
            parts = [part.strip().partition(" ") for part in rules.split(";")]
            rules = {name: values for name, _, values in parts}
        having = self.content_security_policy_nonce_in or ()
        found = []
        for name, values in rules.items():
            text = f"{name} {values if isinstance(values, str) else ' '.join(values)}"
            found.append(f"{text} 'nonce-{nonce}'" if nonce and name in having else text)
        return "; ".join(found)

    def _with_report(self, policy: str) -> str:
        uri = self.content_security_policy_report_uri
        return f"{policy}; report-uri {uri}" if uri and "report-uri" not in policy else policy

    def _transport(self) -> str:
        value = f"max-age={self.strict_transport_security_max_age}"
        if self.strict_transport_security_include_subdomains:
            value += "; includeSubDomains"
        return f"{value}; preload" if self.strict_transport_security_preload else value


class Talisman:
    """Adds the headers to the answers of an application; options are those of ``Policy``."""

    def __init__(self, app: Application | None = None, **options: Any) -> None:
        if app is not None:
            self.init_app(app, **options)

    def init_app(self, app: Application, **options: Any) -> None:
        """Add the headers to the answers of ``app``, and set how it sends its session cookie."""
        policy = Policy(**options)
        app.config["SESSION_COOKIE_SAMESITE"] = policy.session_cookie_samesite
        if policy.session_cookie_http_only:
            app.config["SESSION_COOKIE_HTTPONLY"] = True
        app.jinja_env.globals["csp_nonce"] = csp_nonce

        async def lead_to_https(request: Request) -> Response | None:
            if policy.session_cookie_secure and not app.debug:
                app.config["SESSION_COOKIE_SECURE"] = True
            plain = not app.debug and not _is_secure(request)
            if not policy.force_https or not plain or request.scheme != "http":
                return None
            there = request.href.replace("http://", "https://", 1)
            return redirect(there, 301 if policy.force_https_permanent else 302)

        async def make_nonce(request: Request) -> None:
            if policy.needs_nonce and not request.scope.get(_NONCE):
                request.scope[_NONCE] = secrets.token_urlsafe(_NONCE_LENGTH)[:_NONCE_LENGTH]

        async def add_headers(request: Request, response: Response) -> Response:
            headers = ResponseHeaders(raw=response.raw_headers)
            for name, value in policy.headers(request):
                headers[name] = value
            return response

        app.before_request(lead_to_https)
        app.before_request(make_nonce)
        app.after_request(add_headers)


def csp_nonce() -> str:
    """Return the random text that allows scripts of this answer, for templates."""
    return current_request().scope.get(_NONCE, "")  # type: ignore[no-any-return]


def _pairs(rules: Rules) -> str:
    if isinstance(rules, str):
        return rules
    return ", ".join(f"{name}={value}" for name, value in rules.items())


def _is_secure(request: Request) -> bool:
    return request.is_secure or request.headers.get("x-forwarded-proto", "http") == "https"
