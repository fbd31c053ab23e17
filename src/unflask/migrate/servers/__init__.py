"""How the application is served: commands for Gunicorn and `flask run` become Uvicorn's."""

from unflask.migrate.servers.codes import Note
from unflask.migrate.servers.images import copied_into_images
from unflask.migrate.servers.installs import installed
from unflask.migrate.servers.serving import THREADS, Serving, serving

__all__ = ["THREADS", "Note", "Serving", "copied_into_images", "installed", "serving"]
