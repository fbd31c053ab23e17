"""Names that a request has already, on Flask and after: nobody's own may be one of these."""

KNOWN = frozenset({
    "accept_charsets", "accept_encodings", "accept_languages", "accept_mimetypes",
    "access_control_request_headers", "access_control_request_method", "access_route", "application",
    "args", "authorization", "base_url", "blueprint", "blueprints", "cache_control", "close",
    "content_encoding", "content_length", "content_md5", "content_type", "cookies", "data", "date",
    "dict_storage_class", "endpoint", "environ", "files", "form", "form_data_parser_class",
    "from_values", "full_path", "get_data", "get_json", "headers", "host", "host_url", "if_match",
    "if_modified_since", "if_none_match", "if_range", "if_unmodified_since", "input_stream",
    "is_json", "is_multiprocess", "is_multithread", "is_run_once", "is_secure", "json", "json_module",
    "list_storage_class", "make_form_data_parser", "max_content_length", "max_form_memory_size",
    "max_form_parts", "max_forwards", "method", "mimetype", "mimetype_params",
    "on_json_loading_failed", "origin", "parameter_storage_class", "path", "pragma", "query_string",
    "range", "referrer", "remote_addr", "remote_user", "root_path", "root_url", "routing_exception",
    "scheme", "script_root", "server", "shallow", "stream", "trusted_hosts", "url", "url_root",
    "url_rule", "user_agent", "user_agent_class", "values", "view_args", "want_form_data_parsed",
})  # fmt: skip
"""What Flask's request has already; setting one of these means something to Flask."""

CONVERTED = frozenset({
    "app", "auth", "base_href", "begin", "body", "body_file", "client", "close_files",
    "form_data", "get", "header_items", "href", "is_disconnected", "items", "keys",
    "match", "of", "of_scope", "path_params", "query_params", "receive", "send_early_hints",
    "send_push_promise", "session", "state", "url_for", "user",
})  # fmt: skip
"""Every further attribute of a request of a converted application, Starlette's among them."""

TAKEN = KNOWN | CONVERTED
