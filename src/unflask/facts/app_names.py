"""Names that an application has already, on Flask and after: nobody's own may be one of these."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FLASK = _names(
    """
    _check_setup_finished _find_error_handler _get_exc_class_and_code _got_first_request
    _method_route _static_folder _static_url_path aborter aborter_class add_template_filter
    add_template_global add_template_test add_url_rule after_request after_request_funcs
    app_context app_ctx_globals_class async_to_sync auto_find_instance_path before_request
    before_request_funcs blueprints cli config config_class context_processor
    create_global_jinja_loader create_jinja_environment create_url_adapter debug
    default_config delete dispatch_request do_teardown_appcontext do_teardown_request
    endpoint ensure_sync error_handler_spec errorhandler extensions finalize_request
    full_dispatch_request get get_send_file_max_age handle_exception handle_http_exception
    handle_url_build_error handle_user_exception has_static_folder import_name
    inject_url_defaults instance_path iter_blueprints jinja_env jinja_environment
    jinja_loader jinja_options json json_provider_class log_exception logger make_aborter
    make_config make_default_options_response make_response make_shell_context name
    open_instance_resource open_resource patch permanent_session_lifetime post
    preprocess_request process_response put raise_routing_exception redirect
    register_blueprint register_error_handler request_class request_context response_class
    root_path route run secret_key select_jinja_autoescape send_static_file
    session_interface shell_context_processor shell_context_processors should_ignore_error
    static_folder static_url_path subdomain_matching teardown_appcontext
    teardown_appcontext_funcs teardown_request teardown_request_funcs
    template_context_processors template_filter template_folder template_global
    template_test test_cli_runner test_cli_runner_class test_client test_client_class
    test_request_context testing trap_http_exception update_template_context
    url_build_error_handlers url_default_functions url_defaults url_for url_map
    url_map_class url_rule_class url_value_preprocessor url_value_preprocessors
    view_functions wsgi_app
    """
)
"""Every attribute of a Flask object; a test holds it against the installed version."""

LEGACY = _names(
    """
    auto_reload before_first_request debug_log_format env got_first_request json_decoder
    json_encoder preserve_context_on_exception propagate_exceptions request_globals_class
    send_file_max_age_default session_cookie_name templates_auto_reload use_x_sendfile
    """
)
"""Attributes that older releases of Flask had."""

CONVERTED = _names(
    """
    _native_telemetry _openapi_routes_version _telemetry _url_map add_api_route
    add_api_websocket_route add_exception_handler add_middleware add_route api_route
    appcontext_teardown build_middleware_stack contact dependency_overrides description
    docs_url exception_handler exception_handlers fallback frontend head hooks host
    include_router inclusions instance_relative_config license_info max_body_size middleware
    middleware_stack mount on_event openapi openapi_external_docs openapi_schema
    openapi_tags openapi_url openapi_version options propagates_exceptions redoc_url
    merge_slashes root_path_in_servers router routers routes run_appcontext_teardown
    separate_input_output_schemas servers setting setup state strict_slashes summary swagger_ui_init_oauth
    swagger_ui_oauth2_redirect_url swagger_ui_parameters terms_of_service title trace
    url_path_for user_middleware version webhooks websocket websocket_route
    """
)
"""Every further attribute of a converted application, those of FastAPI and Starlette among them."""
