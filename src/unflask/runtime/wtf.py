"""Forms of WTForms that take what the current request has sent: ``RequestForm``."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from markupsafe import Markup
from wtforms import Form
from wtforms.meta import DefaultMeta
from wtforms.widgets import HiddenInput

from .context import current_app, current_request, has_request_context, session
from .csrf import FormCSRF
from .multidict import CombinedMultiDict, ImmutableMultiDict, pairs

_SUBMITTING = {"POST", "PUT", "PATCH", "DELETE"}
_REQUEST: Any = object()
"""Stands for what the current request has sent."""

TRANSLATIONS = "form_translations"
"""The key of ``app.extensions`` for what translates the messages of forms, if anything does."""


class RequestForm(Form):  # type: ignore[misc]
    """A form with a token, filled with the request's fields and files, or its JSON.

    ``formdata`` takes something else in their place, or nothing if it is None.
    """

    class Meta(DefaultMeta):  # type: ignore[misc]
        """What forms are made with; subclasses of a form may have a ``Meta`` of their own."""

        csrf_class = FormCSRF
        csrf_context = session

        @cached_property
        def csrf(self) -> bool:
            """Whether forms have a token: the setting WTF_CSRF_ENABLED."""
            return current_app.config.get("WTF_CSRF_ENABLED", True)  # type: ignore[no-any-return]

        @cached_property
        def csrf_secret(self) -> Any:
            """What signs tokens: WTF_CSRF_SECRET_KEY, or SECRET_KEY."""
            return current_app.config.get("WTF_CSRF_SECRET_KEY", current_app.secret_key)

        @cached_property
        def csrf_field_name(self) -> str:
            """The name of the token's field: WTF_CSRF_FIELD_NAME."""
            return current_app.config.get("WTF_CSRF_FIELD_NAME", "csrf_token")  # type: ignore[no-any-return]

        @cached_property
        def csrf_time_limit(self) -> int | None:
            """How many seconds tokens are valid: WTF_CSRF_TIME_LIMIT."""
            return current_app.config.get("WTF_CSRF_TIME_LIMIT", 3600)  # type: ignore[no-any-return]

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:  # noqa: ARG002 - WTForms gives it
            """Return what a form is filled with."""
            return _submitted() if formdata is _REQUEST else formdata

        def get_translations(self, form: Any) -> Any:
            """Return what translates messages; None for English."""
            if not current_app.config.get("WTF_I18N_ENABLED", True):
                return super().get_translations(form)
            return current_app.extensions.get(TRANSLATIONS)

    def __init__(self, formdata: Any = _REQUEST, **kwargs: Any) -> None:
        super().__init__(formdata=formdata, **kwargs)

    def is_submitted(self) -> bool:
        """Tell whether the current request sends a form, by its method."""
        return _is_submitted()

    def validate_on_submit(self, extra_validators: Any = None) -> bool:
        """Tell whether the form was sent and is valid."""
        return self.is_submitted() and self.validate(extra_validators=extra_validators)

    def hidden_tag(self, *fields: Any) -> Markup:
        """Return the HTML of the hidden fields, or of those among ``fields``, which may be names."""
        given = (getattr(self, f, None) if isinstance(f, str) else f for f in fields or self)
        hidden = (f for f in given if f is not None and isinstance(f.widget, HiddenInput))
        return Markup("\n".join(map(str, hidden)))  # noqa: S704 - fields give HTML


def _is_submitted() -> bool:
    return has_request_context() and current_request().method in _SUBMITTING


def _submitted() -> Any:
    """Return what the current request sends to fill a form with; None if it sends nothing."""
    if not _is_submitted():
        return None
    request = current_request()
    if request.files:
        return CombinedMultiDict(request.files, request.form_data)
    if request.form_data:
        return request.form_data
    if not request.is_json:
        return None
    value = request.get_json()
    return ImmutableMultiDict([] if value is None else list(pairs(value)))
