"""What is shipped: the declared dependencies, the pinned ones, and a wheel that works anywhere."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import psgdash

REPOSITORY = Path(__file__).parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
LOCKS = ("requirements.txt", "tests/requirements.txt")
TEST_COMMAND = (
    "python3 -m venv .venv && .venv/bin/pip install --require-hashes -r tests/requirements.txt "
    "&& .venv/bin/python -m pytest -n 2 --dist loadfile"
)
OPEN_COMMAND = (
    "python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.txt "
    "&& .venv/bin/python -m psgdash"
)


def declared() -> dict[str, Requirement]:
    """The requirements of pyproject.toml by lower-case name."""
    found = map(Requirement, PROJECT["dependencies"])
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def pinned(name: str) -> dict[str, str]:
    """Package -> version of a requirements file."""
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^\s;]+)", text, re.MULTILINE))


def imported() -> set[str]:
    """The distributions that the package and app.py import."""
    modules: set[str] = set()
    for path in (REPOSITORY / "app.py", *(REPOSITORY / "psgdash").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    modules -= set(sys.stdlib_module_names) | {"psgdash"}
    homes = packages_distributions()
    return {canonicalize_name(homes[module][0]) for module in modules}


def test_every_import_is_declared_and_every_declaration_imported() -> None:
    assert imported() == set(declared())


def test_every_range_is_capped_and_holds_what_is_pinned() -> None:
    versions = pinned("requirements.txt")
    for name, requirement in declared().items():
        assert any(spec.operator == "<" for spec in requirement.specifier), f"{name} has no cap"
        assert requirement.specifier.contains(versions[name]), name


def test_both_requirements_files_pin_the_same_versions() -> None:
    everything = pinned("tests/requirements.txt")
    assert pinned("requirements.txt").items() <= everything.items()
    tests = map(Requirement, PROJECT["optional-dependencies"]["test"])
    for requirement in tests:
        assert requirement.specifier.contains(everything[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes_and_no_machine_is_named(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_readme_gives_one_line_to_open_and_one_to_test_and_ci_runs_the_latter() -> None:
    lines = README.splitlines()
    assert lines.count(OPEN_COMMAND) == 1
    assert lines.count(TEST_COMMAND) == 1
    ci = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    pattern = re.search(r"grep -m1 '([^']+)' README\.md", ci)
    assert pattern is not None
    assert [line for line in lines if re.search(pattern[1], line)] == [TEST_COMMAND]


def test_readme_points_to_what_is_there() -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", README)
    assert targets
    missing = [target for target in targets if not (REPOSITORY / target).exists()]
    assert missing == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network from a copy of the checkout."""
    source = tmp_path_factory.mktemp("source")
    for name in ("psgdash", "data", ".streamlit"):
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / name, source / name, ignore=skip)
    for name in ("app.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(REPOSITORY / name, source)
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)]
    subprocess.run([*command, str(source)], check=True, capture_output=True)
    (built,) = out.glob("psgdash-*.whl")
    return built


def test_the_wheel_holds_package_data_and_archive(wheel: Path) -> None:
    assert wheel.name.startswith(f"psgdash-{psgdash.__version__}-py3")
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in (REPOSITORY / "psgdash").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and "_home" not in path.parts:
            assert path.relative_to(REPOSITORY).as_posix() in names
    for name in ("app.py", ".streamlit/config.toml", "data/site.yaml", "data/basemap/land.geojson"):
        assert f"psgdash/_home/{name}" in names
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests/")]


def test_the_wheel_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    zipfile.ZipFile(wheel).extractall(installed)
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def psgdash_in_wheel(*words: str) -> str:
        command = [sys.executable, "-m", "psgdash", *words]
        done = subprocess.run(
            command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert psgdash_in_wheel("check") == "10 events, 8 places, 5 sections: nothing wrong.\n"
    assert "San Gabán" in psgdash_in_wheel("geocode", "San Gaban, Puno")
    psgdash_in_wheel("export", "--to", "geojson", "--out", "events.geojson")
    assert [path.name for path in elsewhere.iterdir()] == ["events.geojson"]
    where = "import psgdash.home; print(psgdash.home.home())"
    done = subprocess.run(
        [sys.executable, "-c", where],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert Path(done.stdout.strip()) == installed / "psgdash" / "_home"
