from blinker import Namespace

shop = Namespace()

order_placed = shop.signal("order-placed")
order_cancelled = shop.signal("order-cancelled", doc="Sent with the order that was taken back.")
