from pydantic import BaseModel

from compat.application import Application
from compat.context import g
from compat.requests import Request
from compat.routing import Router
from compat.urls import url_for
from compat.values import Json

projects = Router("projects", __name__, prefix="/{slug}", static_folder="files")
tasks = Router("tasks", prefix="/tasks")
other = Router("other")


class Project:
    def __init__(self, slug):
        self.slug = slug


@projects.url_value_preprocessor
def load_project(endpoint, values):
    g.project = Project(values.pop("slug"))
    values["title"] = g.project.slug.title()
    if "number" in values:
        values["number"] = f"#{values['number']}"


@projects.url_defaults
def add_slug(endpoint, values):
    values.setdefault("slug", g.project.slug if "project" in g else "none")


def pull_shade(request: Request, endpoint, values):
    if values is not None:
        values.setdefault("shade", request.args.get("shade", "red"))


def add_shade(endpoint, values):
    values["shade"] = "blue"


@other.app_url_value_preprocessor
def count(endpoint, values):
    g.seen = [endpoint]


@other.app_url_defaults
def add_mark(endpoint, values):
    if endpoint == "other.marked":
        values["mark"] = len(g.seen)


tasks.url_value_preprocessor(pull_shade)
tasks.url_defaults(add_shade)


@projects.get("/")
def show(title):
    return f"{title} {g.project.slug} {url_for('.show')} {url_for('projects.static', filename='a')}"


class ItemAnswer(BaseModel):
    number: Json
    title: Json
    seen: Json


@projects.get("/item/{number:int}", response_model=ItemAnswer)
def item(number, title):
    return {"number": number, "title": title, "seen": g.seen}


@tasks.get("/{number:int}")
def task(number, title, shade="none"):
    return [number, title, shade, url_for(".task", number=1), url_for("other.marked")]


@other.get("/marked")
def marked():
    return f"{g.seen} {url_for('projects.show')} {url_for('projects.show', slug='b')}"


@other.get("/nothing")
def nothing():
    return url_for("projects.nothing")


projects.include_router(tasks)
app = Application(__name__)
app.include_router(projects)
app.include_router(other)
