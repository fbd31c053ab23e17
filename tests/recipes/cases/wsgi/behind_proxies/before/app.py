import os

from flask import Flask, redirect, request, url_for
from werkzeug.middleware.proxy_fix import ProxyFix

app = Flask(__name__)
# One proxy stands in front of the application.
app.wsgi_app = ProxyFix(app.wsgi_app, int(os.environ.get("PROXIES", "1")), x_host=1, x_prefix=1)


@app.route("/me")
def me():
    return {
        "client": request.remote_addr,
        "url": request.url,
        "root": request.script_root,
        "secure": request.is_secure,
        "home": url_for("home", _external=True),
    }


@app.route("/")
def home():
    return redirect(url_for("me"))


@app.route("/slash/")
def slash():
    return "slash"


if __name__ == "__main__":
    app.run(debug=True)
