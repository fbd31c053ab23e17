from flask import Flask

import defaults
from api import api

app = Flask(__name__)
app.config.from_object(defaults)
app.config.from_object("settings.Live")
app.config["RATES"] = dict(app.config["RATES"], gold=app.config.get("GOLD_RATE", 1))
app.config.setdefault("REGION", "nowhere")
app.config.setdefault("CURRENCY", "USD")
app.register_blueprint(api)

if app.config["MAINTENANCE"]:

    @app.before_request
    def closed():
        return "closed", 503
