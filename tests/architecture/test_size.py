"""Files and functions stay short enough to be read at once, and every file says what it is."""

import ast

from tests.architecture import house

LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def long_functions(tree: ast.AST) -> dict[str, int]:
    """Return the lines of every function longer than it may be, by its name."""
    lengths = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    return {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION}


def opens_with_a_sentence(tree: ast.Module) -> bool:
    """Say whether a module's first line is one sentence."""
    first = (ast.get_docstring(tree) or "").split("\n\n", maxsplit=1)[0].strip()
    return len(first.split()) > 2 and first.endswith((".", ":", "…"))


def test_files_are_short() -> None:
    lengths = {name: (house.ROOT / name).read_text("utf-8").count("\n") for name in house.modules()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    found = {name: long_functions(tree) for name, tree in house.modules().items()}
    assert {name: functions for name, functions in found.items() if functions} == {}


def test_a_long_function_is_caught() -> None:
    body = "\n".join("    pass" for _ in range(60))
    source = f"def long():\n{body}\n\ndef just_short_enough():\n{body[9:]}\n"
    assert long_functions(ast.parse(source)) == {"long": 61}


def test_every_module_opens_with_a_sentence() -> None:
    trees = house.modules().items()
    assert [name for name, tree in trees if not opens_with_a_sentence(tree)] == []


def test_a_module_without_a_sentence_is_caught() -> None:
    sources = ("import os", '"""views"""', '"""Pages of the public door."""')
    assert [opens_with_a_sentence(ast.parse(s)) for s in sources] == [False, False, True]
