import csv
import io
from xml.sax.saxutils import escape


def as_csv(prices):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["name", "price"])
    writer.writerows(prices.items())
    return out.getvalue()


def as_xml(prices):
    rows = "".join(f'<price of="{escape(name)}">{price}</price>' for name, price in prices.items())
    return f"<?xml version='1.0'?><prices>{rows}</prices>"
