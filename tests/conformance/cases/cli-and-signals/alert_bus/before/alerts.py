"""Alerts know nothing of who listens."""

from blinker import Signal
from flask import current_app

raised = Signal("Sent by a sensor that reads more than its limit.")


class Sensor:
    def __init__(self, name):
        self.name = name
        self.last = None

    def read(self, value):
        self.last = value
        limit = current_app.config["LIMITS"][self.name]
        if value > limit:
            raised.send(self, over=value - limit)
