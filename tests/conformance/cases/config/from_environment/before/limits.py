from flask import current_app


def allowed(count):
    return count <= current_app.config["QUOTA"] * current_app.config["PLAN"]["seats"]


def remaining(count):
    return current_app.config["QUOTA"] * current_app.config["PLAN"]["seats"] - count
