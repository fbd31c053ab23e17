from flask import Flask
from flask_talisman import ALLOW_FROM, Talisman

app = Flask(__name__)
talisman = Talisman(app, force_https=False)


@app.route("/framed")
@talisman(frame_options=ALLOW_FROM, frame_options_allow_from="https://a.org")
def framed():
    return "framed"


@app.route("/plain")
def plain():
    return "plain"
