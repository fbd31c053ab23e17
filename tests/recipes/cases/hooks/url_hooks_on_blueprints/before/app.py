from flask import Blueprint, Flask, g, request, url_for

projects = Blueprint("projects", __name__, url_prefix="/<slug>", static_folder="files")
tasks = Blueprint("tasks", __name__, url_prefix="/tasks")
other = Blueprint("other", __name__)


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


def pull_shade(endpoint, values):
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


@projects.route("/")
def show(title):
    return f"{title} {g.project.slug} {url_for('.show')} {url_for('projects.static', filename='a')}"


@projects.route("/item/<int:number>")
def item(number, title):
    return {"number": number, "title": title, "seen": g.seen}


@tasks.route("/<int:number>")
def task(number, title, shade="none"):
    return [number, title, shade, url_for(".task", number=1), url_for("other.marked")]


@other.route("/marked")
def marked():
    return f"{g.seen} {url_for('projects.show')} {url_for('projects.show', slug='b')}"


@other.route("/nothing")
def nothing():
    return url_for("projects.nothing")


projects.register_blueprint(tasks)
app = Flask(__name__)
app.register_blueprint(projects)
app.register_blueprint(other)
