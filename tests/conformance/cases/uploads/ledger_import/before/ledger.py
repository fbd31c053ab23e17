import csv
import io
from decimal import Decimal, InvalidOperation


class ImportFailed(Exception):
    def __init__(self, reason, line):
        super().__init__(reason)
        self.reason, self.line = reason, line


def read_bookings(upload, separator):
    if upload.mimetype not in {"text/csv", "application/vnd.ms-excel", "text/plain"}:
        raise ImportFailed(f"not CSV but {upload.content_type or 'nothing'}", 0)
    try:
        text = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        upload.seek(0)
        text = upload.stream.read().decode("cp1252")
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    next(rows, None)
    return [_booking(row, number) for number, row in enumerate(rows, 2) if row]


def _booking(row, line):
    if len(row) != 2:
        raise ImportFailed(f"2 columns expected, {len(row)} found", line)
    try:
        return {"text": row[0].strip(), "cents": int(Decimal(row[1]) * 100)}
    except InvalidOperation:
        raise ImportFailed(f"not an amount: {row[1]}", line) from None
