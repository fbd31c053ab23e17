"""Prices; knows the settings, but nothing of requests."""

from flask import current_app


class Refused(Exception):
    pass


def surcharge(weight):
    return 2.0 if weight > current_app.config["MAX_WEIGHT"] / 2 else 0.0


def price(zone, weight):
    zones = current_app.config["ZONES"]
    if zone not in zones:
        raise Refused(f"We do not deliver to zone {zone}.")
    if weight > current_app.config["MAX_WEIGHT"]:
        raise Refused(f"Too heavy: at most {current_app.config['MAX_WEIGHT']} kg.")
    return round(zones[zone] + surcharge(weight), 2)
