import unittest

import compat.testing  # noqa: F401 - gives the application its test client
from app import app
from compat.errors import NotFound
from compat.testing import template_rendered


class Pages(unittest.TestCase):
    def setUp(self):
        self.client = app.test_client()
        self.seen = []
        template_rendered.connect(self.note, app)

    def tearDown(self):
        template_rendered.disconnect(self.note, app)

    def note(self, sender, template, context, **extra):
        self.seen.append((template.name, context["name"]))

    def test_page(self):
        answer = self.client.get("/page/x", follow_redirects=True)
        self.assertEqual(answer.status, "200 OK")
        self.assertEqual(self.seen, [("page.html", "x")])

    def test_missing(self):
        self.assertEqual(self.client.get("/page/none").status_code, NotFound.code)
        self.assertIn("text/html", self.client.get("/other").headers["Content-Type"])
