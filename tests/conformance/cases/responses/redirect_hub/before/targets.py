from urllib.parse import urljoin, urlsplit

from flask import request


def resolve(target):
    return urljoin(request.host_url, target)


def is_safe(target):
    ours, theirs = urlsplit(request.host_url), urlsplit(target)
    return theirs.scheme in ("http", "https") and theirs.netloc == ours.netloc
