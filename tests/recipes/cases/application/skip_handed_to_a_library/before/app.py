import vendor.limits
from flask import Flask

app = Flask(__name__)
app.wsgi_app = vendor.limits.Header(app.wsgi_app)


@app.route("/")
def index():
    return "index"
