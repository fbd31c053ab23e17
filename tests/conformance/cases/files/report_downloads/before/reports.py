import csv
import io

REPORTS = {
    "sales": [["month", "amount"], ["May", "10"], ["June", "12, 50"]],
    "visits": [["day", "count"]],
}


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue()
