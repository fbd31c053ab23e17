"""Small projects in memory, linked into applications."""

from unflask.analysis.link import link
from unflask.analysis.read import read
from unflask.migrate.run import boundaries
from unflask.model.project import Project
from unflask.plan.plan import make_plan
from unflask.recipes import CORE

HEAD = "from flask import Flask, request\napp = Flask(__name__)\n"


def app_of(source="", **others):
    """An application; further modules are named with `__` for a dot."""
    texts = {"app": HEAD + source, **others}
    modules, files = {}, {}
    for key, text in texts.items():
        name = key.replace("__", ".")
        path = name.replace(".", "/") + ".py"
        modules[name] = read(name, path, text)
        files[path] = text.encode()
    return link(Project(modules, files=files))


def plan_of(app, recipes=CORE):
    return make_plan(app, recipes, boundaries(app))
