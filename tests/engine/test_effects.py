"""The request goes from the routes down to the helpers that read it."""

import pytest

from .projects import app_of, plan_of

VIEW = "@app.route('/')\ndef view():\n    return helper()\n"


def spread(source, **others):
    return plan_of(app_of(source, **others)).spread


def test_a_helper_gets_the_request_from_its_caller():
    found = spread("def helper():\n    return request.path\n" + VIEW)
    assert found.threaded == {"app.helper", "app.view"}
    assert found.boundaries == {"app.view"}
    assert len(found.calls) == 1


def test_it_goes_through_functions_that_only_hand_it_on():
    source = "def deep():\n    return request.path\ndef helper():\n    return deep()\n"
    assert spread(source + VIEW).threaded == {"app.deep", "app.helper", "app.view"}


def test_functions_that_call_each_other_end():
    source = "def helper(n=0):\n    return request.path if n else other()\ndef other():\n    return helper(1)\n"
    assert spread(source + VIEW).threaded == {"app.helper", "app.other", "app.view"}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("def helper():\n    return request.path\nTABLE = {'a': helper}\n", "passed on as a value"),
        ("def helper():\n    return request.path\nhelper()\n", "while app.py is imported"),
        (
            "import functools\n@functools.cache\ndef helper():\n    return request.path\n",
            "decorator",
        ),
        ("def helper():\n    return request.path\ndef more(a):\n    helper(*a)\n", "unpacked"),
    ],
)
def test_what_no_parameter_can_reach_reads_the_context_and_says_why(source, reason):
    found = spread(source + VIEW)
    assert "app.helper" not in found.threaded
    assert reason in found.reasons["app.helper"]


def test_a_method_reads_the_context():
    found = spread("class A:\n    def m(self):\n        return request.path\n")
    assert found.reasons["app.A.m"] == "it is a method"


def test_a_function_with_a_variable_of_that_name_reads_the_context():
    source = "import flask\ndef helper():\n    request = 1\n    return flask.request.path\n"
    assert "of its own" in spread(source + VIEW).reasons["app.helper"]


def test_a_function_inside_of_one_that_has_the_request_sees_it():
    source = "@app.route('/')\ndef view():\n    request.path\n    def inner():\n        return request.path\n    return inner()\n"
    found = spread(source)
    assert found.inner == {"app.view.inner"}


def test_a_function_that_the_tests_call_keeps_its_signature():
    test = "from app import helper\ndef test_it():\n    helper()\n"
    found = spread("def helper():\n    return request.path\n" + VIEW, test_app=test)
    assert "the tests call it" in found.reasons["app.helper"]
