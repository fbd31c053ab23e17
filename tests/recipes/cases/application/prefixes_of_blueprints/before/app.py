from flask import Blueprint, Flask, request

app = Flask(__name__)
root = Blueprint("root", __name__, url_prefix="/")
shop = Blueprint("shop", __name__, url_prefix="/shop/")
items = Blueprint("items", __name__, url_prefix="items")
admin = Blueprint("admin", __name__)
tenant = Blueprint("tenant", __name__, url_prefix="/t/<int:tenant>")


@root.route("/")
@root.route("/hello")
def hello():
    return request.endpoint


@shop.route("/")
def index():
    return request.path


@shop.route("")
def bare():
    return "bare"


@items.route("/<int:n>")
def item(n):
    return {"n": n}


@admin.route("/users/")
def users():
    return "users"


@tenant.route("/page/<name>")
def page(tenant, name):
    return {"tenant": tenant, "name": name}


shop.register_blueprint(items, url_prefix="/items")
app.register_blueprint(root)
app.register_blueprint(shop)
app.register_blueprint(admin, url_prefix="/admin/")
app.register_blueprint(tenant)
