from flask import request

SERVICES = ("mail", "web & api", "storage")


def run_check(name):
    """A service counts as down when the probe's header says so."""
    down = request.headers.get("X-Down", "").split(",")
    return "down" if name in [part.strip() for part in down] else "up"
