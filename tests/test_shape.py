"""The map holds: which room may import which, what lies where, and that migrations are made."""

import ast
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ["articles", "newsroom"]

#: `pictures` is what Pillow does with an upload: like `text`, it knows no table and no request.
GROUND_FLOOR = {"text", "pictures", "workflow", "permissions", "refusals", "signals"}
BELOW_ROOMS = GROUND_FLOOR | {"models", "checks"}
ROOMS = BELOW_ROOMS | {"desk", "press", "paper", "wire", "fixing"}

#: Room of `articles`: the others that it may import.
MAY_IMPORT = {
    **{ground: set() for ground in GROUND_FLOOR},
    # What a file says of itself is cleaned as all words are.
    "pictures": {"text"},
    "deeds": {"workflow"},
    "models": GROUND_FLOOR,
    "checks": GROUND_FLOOR | {"models"},
    "desk": BELOW_ROOMS,
    "press": BELOW_ROOMS,
    "paper": BELOW_ROOMS | {"templatetags"},
    "fixing": BELOW_ROOMS | {"desk", "press"},
    "wire": BELOW_ROOMS | {"desk", "press"},
    "templatetags": GROUND_FLOOR,
    "surfaces": ROOMS,
    "apps": ROOMS | {"surfaces"},
    "admin": ROOMS | {"surfaces", "templatetags", "deeds"},
    "management": ROOMS | {"surfaces", "deeds"},
}

TOP_LEVEL = """
    manage.py pyproject.toml README.md LICENSE CHANGELOG.md articles newsroom templates tests docs
""".split()


def modules():
    """Every module of the two packages but the migrations, by its dotted name."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                yield ".".join(parts).removesuffix(".__init__"), path


TREES = {name: ast.parse(path.read_bytes()) for name, path in modules()}


def imported(tree):
    """Yield the modules that a tree imports, by their dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "Write imports in full."
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in TREES else node.module


def room(name):
    """The room of `articles` that a dotted name is in; empty for the package itself."""
    return name.split(".")[1] if name.startswith("articles.") else ""


def functions(tree):
    return (
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def in_circles(imports):
    """What is left of {module: modules it imports} when all that ends somewhere is gone."""
    while ends := {name for name, others in imports.items() if not others & imports.keys()}:
        imports = {name: others - ends for name, others in imports.items() if name not in ends}
    return imports


@pytest.mark.parametrize("name", [name for name in TREES if room(name)])
def test_room_imports_what_is_below_it(name):
    assert room(name) in MAY_IMPORT, "A new room: give it its place in MAY_IMPORT."
    others = {room(other) for other in imported(TREES[name])} - {"", room(name)}

    assert others <= MAY_IMPORT[room(name)]


def test_the_trade_does_not_know_this_paper():
    knowing = {
        name
        for name, tree in TREES.items()
        if name.startswith("articles")
        if any(other.split(".")[0] == "newsroom" for other in imported(tree))
    }

    assert knowing == set()


def test_imports_stand_at_the_top():
    inside = {
        name
        for name, tree in TREES.items()
        if any(True for function in functions(tree) for _other in imported(function))
    }

    # Models are there only once the apps are ready.
    assert inside <= {f"{package}.apps" for package in PACKAGES}


def test_no_module_imports_itself_by_way_of_others():
    # At their top; what apps.ready() imports comes when all is there.
    imports = {
        name: set(imported(tree)) - {name}
        for name, tree in TREES.items()
        if not name.endswith(".apps")
    }

    assert in_circles(imports) == {}


def test_top_level_holds_what_the_map_says():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("needs a git checkout")
    top = {path.split("/")[0] for path in listed.stdout.splitlines()}

    assert {name for name in top if not name.startswith(".")} <= set(TOP_LEVEL)


@pytest.mark.django_db
def test_migrations_are_made():
    call_command("makemigrations", check_changes=True, verbosity=0)
