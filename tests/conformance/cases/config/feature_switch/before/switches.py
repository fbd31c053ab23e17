from flask import current_app


def is_on(name):
    return current_app.config["FEATURES"].get(name, False)


def switch(name, on):
    current_app.config["FEATURES"][name] = on
    current_app.extensions["switched"].append([name, on])
