from compat.routing import Router
from compat.static import send_from_directory

brand = Router("brand", __name__, static_folder="brand", static_url_path="/files")
bare = Router("bare")


@brand.get("/logo")
def logo():
    return send_from_directory(brand.static_folder, "logo.txt")


@brand.get("/named/{name:path}")
def named(name: str):
    response = send_from_directory(brand.static_folder, path=name)
    response.headers["X-Name"] = name
    return response


@bare.get("/bare")
def nothing():
    return send_from_directory(bare.static_folder, "logo.txt")
