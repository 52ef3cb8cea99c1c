"""The wheel holds every file that the product reads when it runs."""

from __future__ import annotations

import tomllib

from tests.sources import PACKAGE, ROOT, project_files


def test_every_file_of_the_product_is_packed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"][PACKAGE.name]
    packed = {file for pattern in patterns for file in PACKAGE.glob(pattern)}
    ours = {f for f in project_files() if f.is_relative_to(PACKAGE) and "tests" not in f.parts}
    assert not {file for file in ours - packed if file.suffix != ".py"}


def test_every_python_file_lies_in_a_package() -> None:
    folders = {f.parent for f in project_files() if f.suffix == ".py" and PACKAGE in f.parents}
    assert not {folder for folder in folders if not (folder / "__init__.py").exists()}
