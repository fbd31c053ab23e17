"""Faults that real migrations made, seeded into a twin of the shop: each has to be found."""

import pytest

# Fault → (route, aspect, code of the cause) that has to be among what is reported.
FAULTS = {
    "slash_307": ("GET /users/", "status", "UV101"),
    "head_405": ("GET /", "status", "UV102"),
    "options_405": ("GET /", "status", "UV103"),
    "validation_422": ("POST /items", "status", "UV104"),
    "redirect_307": ("GET /old", "status", "UV105"),
    "no_304": ("GET /file", "status", "UV106"),
    "no_range": ("GET /file", "status", "UV107"),
    "not_awaited": ("GET /admin", "status", "UV108"),
    "int_converter": ("GET /items/<slug>", "status", "UV104"),
    "created_200": ("POST /items", "status", None),
    "type_422": ("GET /search", "status", None),
    "json_only": ("POST /note", "status", None),
    "iso_date": ("GET /items", "body", "UV120"),
    "iso_now": ("GET /token", "body", "UV120"),
    "decimal_number": ("GET /price", "body", "UV121"),
    "number_as_text": ("GET /price", "body", "UV122"),
    "float_as_int": ("GET /price", "body", "UV122"),
    "coerced": ("PUT /echo", "body", "UV122"),
    "bool_parse": ("GET /search", "body", None),
    "field_dropped": ("GET /items", "body", "UV123"),
    "field_leaked": ("GET /items", "body", "UV124"),
    "last_key": ("GET /search", "body", "UV127"),
    "error_envelope": ("GET /conflict", "body", "UV128"),
    "stale_after_commit": ("PUT /items/<int:number>", "body", None),
    "delete_keeps_row": ("GET /items/<int:number>", "status", "UV111"),
    "route_order": ("GET /items/new", "body", "UV113"),
    "page_text": ("GET /page", "body", None),
    "html_error_as_json": ("GET /items/<int:number>", "header:content-type", "UV125"),
    "text_as_json": ("GET /", "header:content-type", "UV126"),
    "media_type": ("GET /report.csv", "header:content-type", None),
    "same_site": ("GET /cookie", "cookie:seen", "UV140"),
    "session_foreign": ("POST /login", "cookie:session", "UV141"),
    "session_resent": ("GET /me", "cookie:session", "UV142"),
    "cookie_lost": ("GET /cookie", "cookie:seen", "UV143"),
    "http_only_lost": ("GET /cookie", "cookie:seen", "UV144"),
    "vary_lost": ("GET /me", "header:vary", "UV150"),
    "cors_lost_on_500": ("GET /boom", "header:access-control-allow-origin", "UV151"),
    "allow_short": ("PUT /echo", "header:allow", "UV152"),
    "cache_control_lost": ("GET /file", "header:cache-control", "UV153"),
    "disposition_lost": ("GET /report.csv", "header:content-disposition", "UV153"),
    "https_lost": ("GET /absolute", "header:location", "UV154"),
    "challenge_lost": ("GET /me", "header:www-authenticate", "UV156"),
    "hook_skipped_on_404": ("GET /items/<int:number>", "header:x-app", "UV158"),
    "body_twice": ("POST /note", "error", "UV199"),
}
HARMLESS = ["", "key_order"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_seeded_fault_is_found_named_and_its_route_is_not_proven(shop, fault):
    route, aspect, code = FAULTS[fault]
    verdict = shop.verdict(fault, route=route)
    found = {
        (difference.exchange.route, difference.aspect, difference.cause and difference.cause.code)
        for difference in verdict.differences
    }
    assert (route, aspect, code) in found
    states = {proof.route.id: proof.state for proof in verdict.routes}
    assert states[route] == "different"
    assert not verdict.proven


@pytest.mark.parametrize("variant", HARMLESS)
def test_nothing_is_reported_on_a_faithful_twin(shop, variant):
    verdict = shop.verdict(variant)
    assert verdict.differences == ()
    assert verdict.equal == verdict.exchanges


def test_every_route_of_a_faithful_twin_is_proven_but_the_one_that_only_crashes(shop):
    verdict = shop.verdict()
    states = {proof.route.id: proof.state for proof in verdict.routes}
    assert states.pop("GET /boom") == "unproven"
    assert set(states.values()) == {"proven"}


def test_a_fault_leaves_the_other_routes_proven(shop):
    verdict = shop.verdict("cookie_lost")
    states = {proof.route.id: proof.state for proof in verdict.routes}
    assert {route for route, state in states.items() if state == "different"} == {"GET /cookie"}
