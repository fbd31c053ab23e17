from flask import Flask, render_template_string


class Site(Flask):
    jinja_options = dict(Flask.jinja_options, trim_blocks=True, extensions=["jinja2.ext.do"])


app = Site(__name__)


@app.route("/")
def index():
    return render_template_string("{% set a = [] %}\n{% do a.append('<') %}\n{{ a[0] }}")
