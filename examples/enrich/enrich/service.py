from flask import current_app

from .core.processing import files
from .core.processing.files import enrich_file


def find(file_id):
    return current_app.config["UPLOADS"].get(file_id)


def load(file_id):
    """A file, ready for a client; None if it is not there."""
    file = find(file_id)
    if file is None:
        return None
    return enrich_file(dict(file, id=file_id))


def load_all():
    return [load(file_id) for file_id in sorted(current_app.config["UPLOADS"])]


def store(name, size):
    uploads = current_app.config["UPLOADS"]
    file_id = str(len(uploads) + 1)
    uploads[file_id] = {"name": name, "size": size}
    return files.enrich_file(file=dict(uploads[file_id], id=file_id))


def summary():
    return [files.describe(file) for file in current_app.config["UPLOADS"].values()]
