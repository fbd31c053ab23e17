RATES = {"EUR": 1, "CHF": 0.95}


def rate(currency: str):
    # Rates are fixed for now.
    return RATES.get(currency, 0)


def price(amount, currency: str):
    return f"{amount * rate(currency):.2f}"
