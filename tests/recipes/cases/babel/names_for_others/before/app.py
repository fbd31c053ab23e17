from flask import Flask
from flask_babel import Babel, refresh

import i18n2
from i18n import _, _l

app = Flask(__name__)
Babel(app)


@app.get("/")
def index():
    return _("Hello") + str(_l("x")) + i18n2.pgettext("a", "b")
