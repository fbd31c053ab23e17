import datetime

from werkzeug.routing import BaseConverter, ValidationError


class DateConverter(BaseConverter):
    """2024-02-29 in paths, `datetime.date` in views."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise ValidationError from None

    def to_url(self, value):
        return value.isoformat()


class ListConverter(BaseConverter):
    """Values with a sign between them: `a+b+c`."""

    def __init__(self, url_map, separator="+"):
        super().__init__(url_map)
        self.separator = separator

    def to_python(self, value):
        return value.split(self.separator)

    def to_url(self, values):
        to_url = super().to_url
        return self.separator.join(to_url(value) for value in values)


def install(app):
    app.url_map.converters.update(date=DateConverter, list=ListConverter)
