from flasgger import Swagger, swag_from
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


@app.route("/shades/<int:count>")
# Documented elsewhere.
@swag_from("shades.yml")
def shades(count):
    return {"shades": count * 2}


@app.post("/validated")
@swag_from("validated.yml", validation=True)
def validated():
    return "valid"
