"""What every installation starts from."""

CURRENCY = "CHF"
MAINTENANCE = False
RATES = {"basic": 1.0, "silver": 0.9}
TESTING = False
secret = "not taken"
