"""The command itself: help, version, exit codes, and no traceback whatever goes wrong."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from baolian import __version__
from baolian.faces.cli import main as command
from baolian.faces.cli import sweep
from baolian.faces.cli.main import COMMANDS, main

EXAMPLES = {"pack": ["pack", "check"]}


def exit_code(*words: str) -> int | str | None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    return stopped.value.code


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(*EXAMPLES.get(name, [name]), "--help") == 0
    assert f"usage: baolian {name}" in capsys.readouterr().out


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--help") == 0
    said = capsys.readouterr().out
    for name, words in COMMANDS.items():
        assert name in said
        assert words in " ".join(said.split())
    assert "BAOLIAN_HOME" in said


def test_help_asks_nothing_of_the_machine(tmp_path: Path) -> None:
    """No home, no database, no settings: help is answered at once and leaves nothing behind."""
    child = "import sys; from baolian.faces.cli.main import make_parser; make_parser(); " + (
        "print([m for m in ('django.db.models', 'granian', 'psycopg') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", child], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
    assert list(tmp_path.iterdir()) == []


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code("--version") == 0
    assert capsys.readouterr().out == f"baolian {__version__}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "required: COMMAND"),
        (["swep"], "invalid choice: 'swep'"),
        (["pack"], "required: VERB"),
        (["bulletin"], "required: --month"),
        (["bulletin", "--month", "2022-13"], "found '2022-13', expected a month such as 2022-06"),
        (["bulletin", "--month", "2022-6"], "found '2022-6', expected a month such as 2022-06"),
        (["create-site"], "required: pack"),
        (["create-site", "shangluo", "--since", "1 May"], "found '1 May', expected a day such as"),
        (["create-site", "shangluo", "--adopt", "丹凤县"], "found '丹凤县', expected PLACE=PACK"),
        (["import"], "required: FILE"),
        (["import", "a.xlsx", "--as-of", "2022-02-30"], "found '2022-02-30', expected a day"),
        (["serve", "--host", "0.0.0.0"], "invalid choice: '0.0.0.0'"),  # noqa: S104
        (["serve", "--port", "70000"], "found '70000', expected a port from 1 to 65535"),
        (["serve", "--port", "http"], "found 'http', expected a port"),
        (["serve", "--workers", "0"], "found '0', expected a number of workers from 1"),
        (["serve", "--sweep-every", "-1"], "expected"),
        (["demo", "luoyang"], "invalid choice: 'luoyang'"),
        (["demo", "--clock", "2023"], "invalid choice: '2023'"),
    ],
)
def test_wrong_words(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(*words) == 2
    assert told in capsys.readouterr().err


def broken(error: BaseException) -> object:
    def run(_args: argparse.Namespace) -> int:
        raise error

    return run


def test_what_nobody_foresaw_is_a_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sweep, "run", broken(KeyError("rung")))
    assert main(["sweep"]) == 2
    said = capsys.readouterr().err
    assert said == "baolian sweep: KeyError: 'rung' (run again with --traceback to see where)\n"
    with pytest.raises(KeyError):
        main(["sweep", "--traceback"])


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sweep, "run", broken(KeyboardInterrupt()))
    assert main(["sweep"]) == 130
    assert capsys.readouterr().err == "\nbaolian sweep: interrupted\n"


def test_the_reader_of_a_pipe_may_leave() -> None:
    child = (
        "import sys; from baolian.faces.cli import packs, main\n"
        "def run(args):\n"
        "    for _ in range(100_000): print('a line of some length')\n"
        "packs.run = run\n"
        "sys.exit(main.main(['pack', 'check', 'shangluo']))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", child], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(30) == 0
    assert said == b""


def test_every_command_has_a_module() -> None:
    for name in COMMANDS:
        module = command.module_of(name)
        assert callable(module.run)
        assert callable(module.add_arguments)
