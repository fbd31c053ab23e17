from compat.application import Application
from shop.views import named, pages, plain

app = Application(__name__)
app.include_router(pages)
app.include_router(named)
app.include_router(plain)
