from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from werkzeug import datastructures
from werkzeug.exceptions import BadRequestKeyError as WerkzeugKeyError

from unflask.runtime.errors import BadRequestKeyError
from unflask.runtime.multidict import ImmutableMultiDict, MultiDict

keys = st.sampled_from("abc")
values = st.sampled_from(["1", "2", "x", ""])
pairs = st.lists(st.tuples(keys, values), max_size=6)
mappings = st.dictionaries(keys, values | st.lists(values) | st.tuples(values), max_size=3)


def seen(items):
    """Return all that can be read from a multidict."""
    return [
        list(items), len(items), list(items.items()), list(items.items(multi=True)),
        list(items.lists()), list(items.values()), list(items.listvalues()), items.to_dict(),
        items.to_dict(flat=False), dict(items), items.getlist("a"), items.getlist("a", type=int),
        items.get("a"), items.get("a", 5, type=int), items.get("a", type=int), "a" in items,
        list(items.keys()), bool(items), {**items},
    ]  # fmt: skip


@settings(deadline=None)
@given(pairs | mappings)
def test_what_is_read_is_what_werkzeugs_gives(source):
    for theirs, ours in (
        (datastructures.MultiDict, MultiDict),
        (datastructures.ImmutableMultiDict, ImmutableMultiDict),
    ):
        assert seen(ours(source)) == seen(theirs(source))
        assert seen(ours(ours(source))) == seen(theirs(theirs(source)))
        assert repr(ours(source)) == repr(theirs(source))


def outcome(change, items):
    """Return what a change gives, or how it fails."""
    try:
        return change(items)
    except KeyError as error:
        return error.args, isinstance(error, BadRequestKeyError | WerkzeugKeyError)


class Changes(RuleBasedStateMachine):
    """The same changes to a multidict of ours and to Werkzeug's."""

    def __init__(self):
        super().__init__()
        self.ours, self.theirs = MultiDict(), datastructures.MultiDict()

    def both(self, change):
        assert outcome(change, self.ours) == outcome(change, self.theirs)

    @rule(key=keys, value=values)
    def put(self, key, value):
        self.both(lambda d: d.__setitem__(key, value))
        self.both(lambda d: d.add(key, value))

    @rule(key=keys, given=st.lists(values, min_size=1, max_size=2))
    def put_several(self, key, given):
        self.both(lambda d: d.setlist(key, given))

    @rule(key=keys, value=values)
    def default(self, key, value):
        self.both(lambda d: d.setdefault(key, value))

    @rule(key=keys, value=values)
    def list_default(self, key, value):
        self.both(lambda d: d.setlistdefault(key, [value]))

    @rule(source=pairs | mappings)
    def more(self, source):
        self.both(lambda d: d.update(source))

    @rule(source=mappings)
    def joined(self, source):
        self.both(lambda d: seen(d | source))
        self.both(lambda d: seen(d.__ior__(source)))

    @rule(key=keys)
    def take(self, key):
        self.both(lambda d: d[key])
        self.both(lambda d: d.pop(key, "none"))
        self.both(lambda d: d.pop(key))

    @rule(key=keys)
    def take_list(self, key):
        self.both(lambda d: d.poplist(key))

    @rule()
    def take_last(self):
        self.both(lambda d: d.popitem())

    @rule(key=keys)
    def remove(self, key):
        self.both(lambda d: d.__delitem__(key))

    @rule()
    def copied(self):
        self.both(lambda d: seen(d.copy()))
        self.both(lambda d: seen(copy.copy(d)))
        self.both(lambda d: seen(copy.deepcopy(d)))
        self.both(lambda d: seen(pickle.loads(pickle.dumps(d))))

    @invariant()
    def same(self):
        assert seen(self.ours) == seen(self.theirs)


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.__setitem__("a", "1"), lambda d: d.__delitem__("a"), lambda d: d.add("a", "1"),
        lambda d: d.setlist("a", []), lambda d: d.setdefault("a", "1"), lambda d: d.pop("a"),
        lambda d: d.setlistdefault("a"), lambda d: d.poplist("a"), lambda d: d.popitem(),
        lambda d: d.update({"a": 1}), lambda d: d.clear(), lambda d: d.__ior__({"a": 1}),
    ],
)  # fmt: skip
def test_an_immutable_one_cannot_be_changed(change):
    items = ImmutableMultiDict([("a", "1")])
    with pytest.raises(TypeError, match="immutable"):
        change(items)
    assert list(items.items()) == [("a", "1")]


def test_an_immutable_one_is_copied_to_one_that_can_be_changed():
    copied = ImmutableMultiDict([("a", "1"), ("a", "2")]).copy()
    copied.add("a", "3")
    assert copied.getlist("a") == ["1", "2", "3"]


def test_a_missing_key_is_a_key_error_and_a_bad_request():
    with pytest.raises(KeyError) as caught:
        MultiDict()["q"]
    assert isinstance(caught.value, BadRequestKeyError)
    assert caught.value.code == 400
    assert caught.value.args == ("q",)
    assert str(caught.value) == str(WerkzeugKeyError("q"))


def test_equal_immutable_ones_have_one_hash():
    assert hash(ImmutableMultiDict({"a": ["1", "2"]})) == hash(
        ImmutableMultiDict([("a", "1"), ("a", "2")])
    )
    assert ImmutableMultiDict({"a": "1"}) != ImmutableMultiDict({"a": "2"})
