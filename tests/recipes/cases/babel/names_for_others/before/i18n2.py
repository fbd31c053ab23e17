from flask_babel import pgettext
