import os

from flask import Flask

from parcels import parcels
from settings import by_name


def create_app(name=None):
    app = Flask(__name__)
    settings = by_name[name or os.getenv("PARCELS_ENV", "production")]
    app.config.from_object(settings)
    settings.init_app(app)
    app.config.update(LABEL=f"{app.config['COMPANY']} ({app.config['ENV_NAME']})")
    app.register_blueprint(parcels, url_prefix=app.config["API_PREFIX"])
    return app


app = create_app()
