from contextlib import contextmanager

from flask import abort, g, request

from alerts import raised


@raised.connect
def log(sensor, over):
    g.log.append(f"{sensor.name} is {over} over at {request.path}")


@raised.connect
def refuse(sensor, over, **extra):
    if over > 100:
        abort(422, f"{sensor.name} cannot be that hot")


@contextmanager
def muted():
    raised.disconnect(log)
    try:
        yield
    finally:
        raised.connect(log)
