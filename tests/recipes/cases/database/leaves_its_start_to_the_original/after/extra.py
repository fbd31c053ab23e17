from compat.routing import Router

extra = Router("extra")


@extra.get("/extra")
def more():
    return "more"
