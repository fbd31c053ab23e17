"""Where exchanges come from: a file of requests, or a folder of them."""

from pathlib import Path

from unflask.model.exchange import Exchange
from unflask.replay.har import read_har
from unflask.replay.httpfile import MalformedRequestsError, read_http

_READERS = {".http": read_http, ".rest": read_http, ".har": read_har}


def read_requests(path: Path) -> tuple[Exchange, ...]:
    """The exchanges of a `.http`, `.rest` or `.har` file, or of all such files below a folder.

    Raises `MalformedRequestsError` with file and line where something cannot be read.
    """
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix in _READERS and p.is_file())
        found = [_read(file, file.relative_to(path).as_posix()) for file in files]
        return tuple(exchange for exchanges in found for exchange in exchanges)
    return _read(path, path.name)


def _read(path: Path, source: str) -> tuple[Exchange, ...]:
    reader = _READERS.get(path.suffix)
    if reader is None:
        raise MalformedRequestsError(f"{path}: requests are read from .http, .rest and .har files")
    try:
        return reader(path.read_text(encoding="utf-8"), source)
    except FileNotFoundError:
        raise MalformedRequestsError(f"{path}: no such file") from None
    except UnicodeDecodeError:
        raise MalformedRequestsError(f"{path}: not UTF-8 text") from None
