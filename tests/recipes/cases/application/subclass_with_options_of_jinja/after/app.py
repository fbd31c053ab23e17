from compat.application import Application
from compat.templating import render_template_string


class Site(Application):
    jinja_options = dict(Application.jinja_options, trim_blocks=True, extensions=["jinja2.ext.do"])


app = Site(__name__)


@app.get("/")
def index():
    return render_template_string("{% set a = [] %}\n{% do a.append('<') %}\n{{ a[0] }}")
