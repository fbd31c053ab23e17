from blinker import Signal

paid = Signal("Sent with the amount.")
