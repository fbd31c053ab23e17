from compat.application import Application
from shop.views import bare, brand

app = Application(__name__)
app.include_router(brand, prefix="/brand")
app.include_router(bare)
