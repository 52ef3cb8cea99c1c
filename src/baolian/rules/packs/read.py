"""Find a pack's file, put it over the pack it extends, check the whole, and read it.

The merge is simple enough to predict: tables merge key by key, and everything else, lists too, is
replaced whole. A county that writes one `[[ladder]]` entry therefore has exactly that one rung.
The merged pack is written as canonical JSON and read back from it, so that a pack loaded from its
files and an edition read from a site's database years later go through one code path.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import ValidationError

from baolian.rules.packs.checks import cross_check
from baolian.rules.packs.explain import explain
from baolian.rules.packs.forms import PACK_CODE
from baolian.rules.packs.pack import Pack
from baolian.rules.packs.problems import (
    NO_CYCLE,
    REQUIRED,
    Fault,
    Layer,
    PackError,
    Problem,
    json_problem,
    one_of,
    same_as,
    toml_problem,
    undecodable_problem,
)

Roots = Sequence[Traversable]
PACK_FILE = "pack.toml"
EDITION_FILE = "edition"


def default_roots() -> tuple[Traversable, ...]:
    """Where the packs that come with Baolian lie."""
    # Through `baolian`: the data folder has no code, so it is no package of its own.
    return (files("baolian").joinpath("packs"),)


def load(code: str, roots: Roots | None = None) -> Pack:
    """The pack `code` (its folder, as `shangluo/danfeng`) from the first root that has it.

    `roots`: folders to look in, in order; by default those that come with Baolian.
    Raises PackError with every problem found, not only the first.
    """
    layers = _chain(code, _roots(roots))
    return _read(_canonical(_merged(layers)), layers)


def resolve_text(code: str, roots: Roots | None = None) -> str:
    """The pack merged with all it extends, as canonical JSON: what an edition stores.

    Raises PackError as `load` does: a text that came from here can be read back.
    """
    layers = _chain(code, _roots(roots))
    text = _canonical(_merged(layers))
    _read(text, layers)
    return text


def edition_hash(text: str) -> str:
    """SHA-256 of a resolved text, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def from_text(text: str) -> Pack:
    """The pack in an edition's stored text, alone: no file is opened, nothing is merged again."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise PackError([json_problem(EDITION_FILE, error)]) from error
    return _read(text, (Layer(EDITION_FILE, data if isinstance(data, dict) else {}),))


def _roots(roots: Roots | None) -> Roots:
    return default_roots() if roots is None else roots


def _chain(code: str, roots: Roots) -> tuple[Layer, ...]:
    """The pack's own file first, then the one it extends, and so on up."""
    layers = [_open(code, roots)]
    seen = [code]
    while isinstance(parent := layers[-1].data.get("extends"), str):
        if parent in seen:
            circle = " -> ".join([*seen, parent])
            raise PackError([Fault(("extends",), circle, NO_CYCLE).blame(layers[-1:])])
        layers.append(_open(parent, roots, child=layers[-1]))
        seen.append(parent)
    return tuple(layers)


def _open(code: str, roots: Roots, child: Layer | None = None) -> Layer:
    file = _find(code, roots)
    name = f"{code}/{PACK_FILE}"
    if file is None:
        known = _known(roots)
        fault = Fault(("extends",) if child else (), code, one_of(known), known)
        raise PackError([fault.blame([child or Layer(name, {})])])
    try:
        return Layer(name, tomllib.loads(file.read_text(encoding="utf-8-sig")), code)
    except tomllib.TOMLDecodeError as error:
        raise PackError([toml_problem(name, error)]) from error
    except UnicodeDecodeError as error:
        raise PackError([undecodable_problem(name, error)]) from error


def _find(code: str, roots: Roots) -> Traversable | None:
    if not re.match(PACK_CODE, code):
        return None  # a code such as ../x must not lead out of the roots
    # One step at a time: not every resource folder joins several names at once.
    parts = [*code.split("/"), PACK_FILE]
    candidates = (reduce(lambda folder, part: folder.joinpath(part), parts, r) for r in roots)
    return next((file for file in candidates if file.is_file()), None)


def _known(roots: Roots) -> list[str]:
    return sorted({code for root in roots for code in _codes_under(root, "")})


def _codes_under(folder: Traversable, prefix: str) -> list[str]:
    codes = []
    for child in folder.iterdir():
        if child.is_dir():
            code = f"{prefix}{child.name}"
            codes += [code] if child.joinpath(PACK_FILE).is_file() else []
            codes += _codes_under(child, f"{code}/")
    return codes


def _merged(layers: Sequence[Layer]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for layer in reversed(layers):
        whole = _over(whole, layer.data)
    return whole


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    whole = dict(below)
    for key, value in above.items():
        old = whole.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            whole[key] = _over(old, value)
        else:
            whole[key] = value
    return whole


def _canonical(data: dict[str, Any]) -> str:
    # TOML dates and times become their text, and are then judged as the texts they stand for.
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _read(text: str, layers: Sequence[Layer]) -> Pack:
    data = json.loads(text)
    faults = cross_check(data)
    pack = None
    try:
        pack = Pack.model_validate_json(text)
    except ValidationError as error:
        faults = [*explain(error, data), *faults]
    problems = [*_own_problems(layers), *(fault.blame(layers, data) for fault in faults)]
    if pack is None or problems:
        raise PackError(_first_of_each_key(problems))
    return pack


def _own_problems(layers: Sequence[Layer]) -> Iterator[Problem]:
    """`code` and `version` are every file's own: inherited, two packs would share one name."""
    for layer in layers:
        code = layer.data.get("code")
        if layer.code and code != layer.code:
            yield Fault(("code",), code, same_as(layer.code)).blame([layer])
        if layer.code and "version" not in layer.data:
            yield Fault(("version",), None, REQUIRED).blame([layer])


def _first_of_each_key(problems: list[Problem]) -> list[Problem]:
    # A missing code is found by the form and by the file's own check; once told is enough.
    return list({(problem.file, problem.key): problem for problem in reversed(problems)}.values())[
        ::-1
    ]
