from flask import Flask

from crm.resources import ContactResource, DealResource, register


def create_app(settings=None):
    app = Flask(__name__)
    app.config.from_mapping({"PAGE_SIZE": 2}, **(settings or {}))
    for resource in (ContactResource, DealResource):
        register(app, resource)
    return app
