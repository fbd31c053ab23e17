"""What is said about an attachment; the streams are read twice, so they are rewound."""

import hashlib
import os


def total_size(files):
    return sum(_size(file) for file in files)


def _size(file):
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.stream.seek(0)
    return size


def describe(file):
    data = file.read()
    return {
        "field": file.name,
        "name": file.filename,
        "type": file.mimetype,
        "params": file.mimetype_params,
        "header": file.headers.get("X-Part"),
        "length": file.content_length,
        "size": len(data),
        "sha": hashlib.sha1(data).hexdigest()[:8],
    }
