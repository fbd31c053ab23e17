from flask import Flask

from shop.views import named, pages, plain

app = Flask(__name__)
app.register_blueprint(pages)
app.register_blueprint(named)
app.register_blueprint(plain)
