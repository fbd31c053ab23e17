"""Jinja templates as Flask renders them: their folders, their escaping, the names they all know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from jinja2 import BaseLoader, Environment, FileSystemLoader, Template, TemplateNotFound
from starlette.responses import HTMLResponse

from .calls import required_parameters
from .context import AppContext, current_context, current_request, g
from .flashing import get_flashed_messages
from .json import dumps
from .proxy import Proxy
from .signals import template_rendered
from .urls import url_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from starlette.requests import Request as StarletteRequest

    from .application import Application
    from .requests import Request
    from .routing import Router

TemplateName: TypeAlias = "str | Template"
Source: TypeAlias = "tuple[str, str | None, Callable[[], bool] | None]"

_ESCAPED = (".html", ".htm", ".xml", ".xhtml", ".svg")
_STARLETTES = {"app", "auth", "client", "scope", "user"}

rendered: list[Callable[[Application, Template, dict[str, Any]], object]] = []
"""Called with application, template and context after each rendering; for tests."""


def render_template(name_or_list: TemplateName | list[TemplateName], **context: Any) -> str:
    """The text of a template, or of the first one of several that exists."""
    active = current_context()
    template = active.app.jinja_env.get_or_select_template(name_or_list)
    return _render(active, template, context)


def render_template_string(source: str, **context: Any) -> str:
    """The text of a template given as text; it is autoescaped."""
    active = current_context()
    return _render(active, active.app.jinja_env.from_string(source), context)


def stream_template(
    name_or_list: TemplateName | list[TemplateName], **context: Any
) -> Iterator[str]:
    """The text of a template in pieces, each made when it is asked for."""
    active = current_context()
    template = active.app.jinja_env.get_or_select_template(name_or_list)
    return _stream(active, template, {**_common_names(active), **context})


def stream_template_string(source: str, **context: Any) -> Iterator[str]:
    """The text of a template given as text, in pieces."""
    active = current_context()
    template = active.app.jinja_env.from_string(source)
    return _stream(active, template, {**_common_names(active), **context})


def TemplateResponse(  # noqa: N802 (starlette's name)
    request: StarletteRequest,  # noqa: ARG001 (starlette's signature)
    name: TemplateName | list[TemplateName],
    context: Mapping[str, Any] | None = None,
    status_code: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """An HTML answer with the text of a template."""
    return HTMLResponse(render_template(name, **(context or {})), status_code, headers)


def create_environment(app: Application) -> Environment:
    """The Jinja environment of an application."""
    auto_reload = app.config["TEMPLATES_AUTO_RELOAD"]
    options: dict[str, Any] = {
        "loader": Loader(app),
        "autoescape": is_escaped,
        "auto_reload": app.debug if auto_reload is None else auto_reload,
    }
    options |= app.jinja_options  # only with: jinja_options
    environment = Environment(**options)  # noqa: S701 (it names the kinds that are escaped)
    environment.policies["json.dumps_function"] = dumps
    environment.globals.update(
        config=app.config,
        g=g,
        get_flashed_messages=get_flashed_messages,
        request=Proxy(lambda: RequestView(current_request())),
        session=Proxy(_session),
        url_for=url_for,
    )
    return environment


def get_template_attribute(template_name: str, attribute: str) -> Any:
    """A macro or variable of a template, which sees no more than what every template does."""
    template = current_context().app.jinja_env.get_template(template_name)
    return getattr(template.module, attribute)


def is_escaped(name: str | None) -> bool:
    """Whether the values in a template of this name are escaped for HTML."""
    return name is None or name.endswith(_ESCAPED)


class Loader(BaseLoader):
    """Looks for a template in the application's folder and then in those of its routers."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self._loaders: dict[str, FileSystemLoader] = {}

    def get_source(self, environment: Environment, template: str) -> Source:
        """The source text of a template. Raises TemplateNotFound."""
        for loader in self._in_order():
            try:
                return loader.get_source(environment, template)
            except TemplateNotFound:
                continue
        raise TemplateNotFound(template)

    def list_templates(self) -> list[str]:
        """The names of all templates."""
        return sorted({name for loader in self._in_order() for name in loader.list_templates()})

    def _in_order(self) -> Iterator[BaseLoader]:
        owners: list[Application | Router] = [self.app, *self.app.routers]
        if self.app.jinja_loader is not None:  # only with: jinja_loader
            yield self.app.jinja_loader
        owners = [*self.app.routers]  # only with: jinja_loader
        for owner in owners:
            loader = folder_loader(owner)
            if loader is not None:
                yield self._loaders.setdefault(loader.searchpath[0], loader)


def folder_loader(owner: Application | Router) -> FileSystemLoader | None:
    """What finds the templates in the folder of an application or router; None without one."""
    if owner.template_folder is None:
        return None
    return FileSystemLoader(Path(str(owner.root_path), owner.template_folder))


class RequestView:
    """The request as templates know it: `form`, `url`, `base_url` and `json` are plain values."""

    def __init__(self, request: Request) -> None:
        self._request = request

    @property
    def json(self) -> Any:
        """The value of a JSON body."""
        return self._request.get_json()

    @property
    def form(self) -> Any:
        """The fields of a form."""
        return self._request.form_data

    @property
    def url(self) -> str:
        """The whole address."""
        return self._request.href

    @property
    def base_url(self) -> str:
        """The address without the query string."""
        return self._request.base_href

    def __getattr__(self, name: str) -> Any:
        if name in _STARLETTES or not hasattr(type(self._request), name):
            return getattr(self._request.state, name)
        return getattr(self._request, name)


def _render(active: AppContext, template: Template, context: dict[str, Any]) -> str:
    names = {**_common_names(active), **context}
    text = template.render(names)
    for listener in rendered:
        listener(active.app, template, names)
    send = template_rendered.send  # only with: sent template_rendered
    send(active.app, template=template, context=names)  # only with: sent template_rendered
    return text


def _stream(active: AppContext, template: Template, names: dict[str, Any]) -> Iterator[str]:
    yield from template.generate(names)
    for listener in rendered:
        listener(active.app, template, names)
    send = template_rendered.send  # only with: sent template_rendered
    send(active.app, template=template, context=names)  # only with: sent template_rendered


def _session() -> Any:
    request = current_request()
    return request.session if "session" in request.scope else {}


def _common_names(active: AppContext) -> dict[str, Any]:
    names: dict[str, Any] = {"g": active.g}
    if active.request is not None:
        names["request"] = RequestView(active.request)
    rule = None if active.request is None else active.request.url_rule
    routers = rule.routers if rule is not None else ()
    for hooks in (active.app.hooks, *(router.hooks for router in routers)):
        for process in hooks.processors:
            arguments = (active.request,) if required_parameters(process) else ()
            names.update(process(*arguments))
    return names
