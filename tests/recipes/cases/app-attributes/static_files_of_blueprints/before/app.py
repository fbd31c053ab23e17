from flask import Flask

from shop.views import bare, brand

app = Flask(__name__)
app.register_blueprint(brand, url_prefix="/brand")
app.register_blueprint(bare)
