"""A folder of documents with fixed times, made anew for each process."""

import os
import tempfile
from pathlib import Path

ROOT = Path(tempfile.gettempdir()) / "document-archive-demo"
FILES = {
    "plain.txt": "one\ntwo\n",
    "page.html": "<p>Grüezi</p>",
    "data.json": '{"a": 1}',
    "notes/deep.md": "# Deep",
    "notes/secret.txt": "hush",
    "no_extension": "bytes",
    "archive.tar.gz": "not really",
}


def prepare():
    for name, text in FILES.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1700000000, 1700000000))


def within(name):
    path = (ROOT / name).resolve()
    return path if path.is_relative_to(ROOT.resolve()) and path.is_file() else None
