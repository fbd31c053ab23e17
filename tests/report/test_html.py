"""The page: complete, by itself, and safe with whatever an application says."""

from html.parser import HTMLParser

import pytest

from unflask.model.result import Result
from unflask.report import html

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Nesting(HTMLParser):
    """Fails on a tag that is closed by another."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        assert not {"src", "href"} & {name for name, _ in attrs}, "the page needs another file"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def pages(result, verification, audit):
    return {
        "migration": html.migration(result),
        "verified": html.migration(result, verification),
        "audit": html.audit(audit),
        "empty": html.migration(Result("a:app", "a:app", "wire")),
    }


@pytest.mark.parametrize("name", ["migration", "verified", "audit", "empty"])
def test_a_page_is_well_nested_and_needs_nothing_beside_it(pages, name):
    parser = Nesting()
    parser.feed(pages[name])
    assert parser.open == []
    assert "http" not in pages[name].split("</style>")[1]


def test_a_page_fits_a_phone_and_paper(pages):
    assert "width=device-width" in pages["audit"]
    assert "@media print" in pages["audit"]


def test_what_the_application_says_is_escaped(pages):
    assert "a &lt;b&gt;computed&lt;/b&gt; name" in pages["migration"]
    assert "GET /d?q=&lt;i&gt;" in pages["verified"]


def test_a_migration_holds_all_its_parts(pages):
    for part in ("UF201", "my shop.py:11", "name must be text", "the answer holds password"):
        assert part in pages["migration"]


def test_a_verification_shows_final_states_worst_first(pages):
    page = pages["verified"]
    order = [page.index(f">{rule}<") for rule in ("/d", "/u", "/l", "/p")]
    assert order == sorted(order)
    assert "1 of 5 exchanges got another answer." in page


def test_an_audit_holds_all_its_parts(pages):
    for part in ("Flask-Login", "create -&gt; payload", "requests.get", "old.py:2", "25 points"):
        assert part in pages["audit"]
