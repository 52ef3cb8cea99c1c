"""No file names a package registry or a path of somebody's machine: they are nobody else's."""

from pathlib import Path

from tests.sources import ROOT, project_files

# put together here, so that this file is clean itself
FORBIDDEN = tuple(
    "".join(parts)
    for parts in (
        ("pypi", ".org"),
        ("pythonhosted", ".org"),
        ("files.python", "hosted"),
        ("npmjs", ".com"),
        ("--index", "-url"),
        ("file:", "///"),
        ("/ro", "ot/"),
        ("/wo", "rk/"),
        ("/ho", "me/"),
        ("/opt/", "py"),
    )
)


def words_in(data: bytes) -> list[str]:
    text = data.decode("utf-8", errors="ignore")
    return [word for word in FORBIDDEN if word in text]


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): words
        for path in project_files()
        if (words := words_in(path.read_bytes()))
    }
    assert not found


def test_it_sees_a_forbidden_word(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    for word in FORBIDDEN:
        file.write_text(f"see {word} there", encoding="utf-8")
        assert words_in(file.read_bytes()) == [word]
