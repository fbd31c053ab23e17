def pytest_addoption(parser):
    parser.addoption(
        "--rewrite-fixtures", action="store_true", help="rewrite after/ of all cases for review"
    )
