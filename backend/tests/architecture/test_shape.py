"""Sizes, and the form of use cases."""

import ast

import pytest

from .test_writes import BACKEND

MOST_LINES_OF_A_FILE = 300
# About 25; a table in a function may be longer.
MOST_LINES_OF_A_FUNCTION = 32
MOST_STATEMENTS = 25
EDGES = {"use_case", "keyed_use_case"}


def sources():
    return [
        path
        for path in sorted(BACKEND.rglob("*.py"))
        if not {"tests", "migrations", "__pycache__", "venv"} & set(path.parts)
    ]


def functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def too_long(function):
    body = function.body[1:] if ast.get_docstring(function) else function.body
    lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
    statements = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1
    return lines > MOST_LINES_OF_A_FUNCTION or statements > MOST_STATEMENTS


def edges():
    """The public functions that open a transaction."""
    for path in sources():
        for function in functions(path):
            names = {getattr(each, "id", "") for each in function.decorator_list}
            if names & EDGES and not function.name.startswith("_"):
                yield f"{path.relative_to(BACKEND)} {function.name}", function


def test_no_file_is_too_long():
    long = {
        str(path.relative_to(BACKEND)): lines
        for path in sources()
        if (lines := len(path.read_text().splitlines())) > MOST_LINES_OF_A_FILE
    }

    assert long == {}


def test_no_function_is_too_long():
    long = [
        f"{path.relative_to(BACKEND)} {function.name}"
        for path in sources()
        for function in functions(path)
        if too_long(function)
    ]

    assert long == []


def test_a_long_function_is_noticed():
    (body,) = ast.parse("def f():\n" + "    x = 1\n" * 26).body

    assert too_long(body)


def test_there_are_use_cases():
    assert len(list(edges())) > 15


@pytest.mark.parametrize(("name", "function"), list(edges()), ids=[name for name, _ in edges()])
def test_a_use_case_takes_named_and_typed_arguments_and_says_what_it_does(name, function):
    arguments = function.args

    assert not arguments.args
    assert not arguments.posonlyargs
    assert all(each.annotation for each in arguments.kwonlyargs)
    assert function.returns is not None
    assert ast.get_docstring(function), name


FETCHING = {"urllib.request", "http.client", "urllib3", "requests", "httpx", "aiohttp", "socket"}
OWN_SERVER = "config/embedded_postgres"  # asks whether its socket answers


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def test_the_service_opens_no_address_that_somebody_typed():
    """It can not: nothing in it fetches. Browsers load pictures, payments are simulated, and the
    services that people sign in with are those of the settings."""
    found = {
        str(path.relative_to(BACKEND)): names
        for path in sources()
        if (names := FETCHING & set(imports(path)))
        and not str(path.relative_to(BACKEND)).startswith(OWN_SERVER)
    }

    assert found == {}
