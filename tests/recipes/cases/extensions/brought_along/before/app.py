from flasgger import Swagger
from flask import Flask

app = Flask(__name__)
Swagger(app)


@app.route("/colors/<palette>")
def colors(palette):
    """Return the colors of a palette.
    ---
    tags: [colors]
    """
    return {palette: ["red"]}
