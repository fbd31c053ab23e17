import ipaddress

from flask import request


def client_address():
    forwarded = request.headers.get("X-Forwarded-For")
    if forwarded:
        return forwarded.split(",")[0].strip()
    return request.environ.get("HTTP_X_REAL_IP", request.remote_addr)


def is_internal():
    try:
        return ipaddress.ip_address(client_address()).is_private
    except ValueError:
        return False
