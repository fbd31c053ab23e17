from flask import request

RATES = {"EUR": 1, "CHF": 0.95}


def rate():
    # FIXME: helpers should not know the request
    # Rates are fixed for now.
    return RATES.get(request.args.get("currency", "EUR"), 0)


def price(amount):
    return f"{amount * rate():.2f}"
