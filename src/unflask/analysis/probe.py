"""Ask the running application, by the name that Flask finds or else by the one that reading finds."""

from __future__ import annotations

from unflask.analysis.link import link
from unflask.analysis.live import Live, ask
from unflask.model.project import Project
from unflask.model.scratch import scratch


def probe(project: Project, python: str | None = None) -> Live:
    """Return what importing the application tells.

    It is imported in a copy of its files: what it makes on the way, such as a database in its
    instance folder, does not end up in the source. Where `flask` itself would find no application,
    the one that the source shows is imported. Raises UserError where neither finds one.
    """
    with scratch() as root:
        for path, content in project.files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        live = ask(root, project.app, python)
        if live.error is None or project.app is not None:
            return live
        if not live.error.startswith("NoAppException"):
            return live
        return ask(root, link(project).target, python)
