TEAS = [
    {"sku": "asm", "name": "Assam", "per_kilo": 39.0},
    {"sku": "snc", "name": "Sencha", "per_kilo": 64.5},
    {"sku": "orm", "name": "Rooibos Crème", "per_kilo": 22.9},
]


def find(sku):
    return next((tea for tea in TEAS if tea["sku"] == sku), None)


def price(sku, grams):
    return round(find(sku)["per_kilo"] * grams / 1000, 2)
