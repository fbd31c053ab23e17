"""How the application is served: commands for Gunicorn and `flask run` become Uvicorn's."""

from unflask.migrate.servers.installs import installed
from unflask.migrate.servers.serving import THREADS, Note, Serving, serving

__all__ = ["THREADS", "Note", "Serving", "installed", "serving"]
