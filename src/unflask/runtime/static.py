"""Files as answers, with Flask's headers and its treatment of conditional and range requests."""
# Paths stay text: entity tags are made of the path as it was written.

from __future__ import annotations

import os
import posixpath
from datetime import datetime, timedelta
from time import time
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from .conditional import Version, requested_range, status_if_unchanged, wants_range
from .context import current_context, current_request
from .errors import NotFound, RequestedRangeNotSatisfiable
from .files import OpenFile, describe, open_file
from .responses import Response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .application import Application
    from .routing import Router

Path: TypeAlias = "str | os.PathLike[str]"
MaxAge: TypeAlias = "int | Callable[[str | None], int | None] | None"

_OTHER_SEPARATORS = tuple(sep for sep in (os.sep, os.path.altsep) if sep and sep != "/")


def add_static_route(
    app: Application | Router, url_path: str, folder: Path, name: str = "static"
) -> None:
    """Serve the files of a folder below `url_path`; `name` is the endpoint for `url_for`."""

    def static_file(filename: str) -> Response:
        return send_from_directory(folder, filename)

    path = f"{url_path.rstrip('/')}/{{filename:path}}"
    app.add_api_route(path, static_file, methods=["GET"], name=name, include_in_schema=False)


def send_from_directory(directory: Path, path: Path, **kwargs: Any) -> Response:
    """The answer with a file below a directory; `kwargs` are those of `send_file`.

    The directory is relative to the application's root. The path may come from a client: one that
    leads out of the directory, or to no file, raises the 404 error. Links are followed.
    """
    joined = safe_join(os.fspath(directory), os.fspath(path))
    if joined is None:
        raise NotFound
    file = os.path.join(str(current_context().app.root_path), joined)
    if not os.path.isfile(file):
        raise NotFound
    return send_file(file, **kwargs)


def safe_join(directory: str, path: str) -> str | None:
    """A path below a directory, or None when it would lead out of it."""
    if not path:
        return directory or "."
    path = posixpath.normpath(path)
    outside = path == ".." or path.startswith(("../", "/")) or os.path.isabs(path)
    if outside or any(separator in path for separator in _OTHER_SEPARATORS):
        return None
    return posixpath.join(directory or ".", path)


def send_file(
    path_or_file: Path | IO[bytes],
    mimetype: str | None = None,
    as_attachment: bool = False,
    download_name: str | None = None,
    conditional: bool = True,
    etag: bool | str = True,
    last_modified: datetime | float | None = None,
    max_age: MaxAge = None,
) -> Response:
    """The answer with the contents of a file, given by its path or open for reading bytes.

    A relative path starts at the application's root. The path must not come from a client; for
    that there is `send_from_directory`.
    """
    request = current_request()
    path = path_or_file if isinstance(path_or_file, str | os.PathLike) else None
    description = describe(path, mimetype, as_attachment, download_name)
    file = open_file(path_or_file, str(request.app.root_path))
    response = Response(file, headers=description.headers, mimetype=description.mimetype)
    if file.size is not None:
        response.content_length = file.size
    response.last_modified = file.changed if last_modified is None else last_modified
    _set_age(response, _default_age(request.app) if max_age is None else max_age, file.path)
    tag = etag if isinstance(etag, str) else file.etag if etag else None
    if tag is not None:
        response.set_etag(tag)
    if conditional and request.method in ("GET", "HEAD"):
        _apply_conditions(request.headers, file, response)
    return response


def _apply_conditions(wanted: Mapping[str, str], file: OpenFile, response: Response) -> None:
    """Narrow an answer to what the request's headers ask for."""
    response.accept_ranges = "bytes"
    version = Version(response.headers.get("ETag"), response.last_modified)
    if file.size and wants_range(wanted, version):
        _apply_range(wanted["range"], file, file.size, response)
    elif status := status_if_unchanged(wanted, version):
        response.status_code = status


def _apply_range(text: str, file: OpenFile, size: int, response: Response) -> None:
    part = requested_range(text, size)
    if part is None:
        file.close()
        raise RequestedRangeNotSatisfiable(headers={"Content-Range": f"bytes */{size}"})
    start, end = part
    file.limit(start, end)
    response.content_length = end - start
    response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response.status_code = 206


def _set_age(response: Response, age: MaxAge, path: str | None) -> None:
    if callable(age):
        age = age(path)
    if age is None:
        response.headers["Cache-Control"] = "no-cache"
        return
    kind = "public" if age > 0 else "no-cache"
    response.headers["Cache-Control"] = f"{kind}, max-age={age}"
    response.expires = int(time()) + age


def _default_age(app: Application) -> int | None:
    age = app.config["SEND_FILE_MAX_AGE_DEFAULT"]
    return int(age.total_seconds()) if isinstance(age, timedelta) else age
