from compat.application import Application
from compat.translation import Babel, pgettext
from compat.translation import gettext as _
from compat.translation import lazy_gettext as _l

app = Application(__name__)
Babel(app)


@app.get("/")
def index():
    return _("Hello") + str(_l("x")) + pgettext("a", "b")
