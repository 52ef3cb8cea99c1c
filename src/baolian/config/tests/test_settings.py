"""What a process without any environment of ours gets."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_IMODE

ASK = "from baolian.config import settings as s; print(s.SECRET_KEY, *s.ALLOWED_HOSTS)"


def settings_in(home: Path) -> list[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("BAOLIAN", "DJANGO"))}
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env=kept | {"BAOLIAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return asked.stdout.split()


def test_a_site_does_not_answer_to_the_name_that_tests_use(tmp_path: Path) -> None:
    assert settings_in(tmp_path)[1:] == ["127.0.0.1", "localhost"]


def test_processes_that_start_at_once_have_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(6) as pool:
        keys = {settings[0] for settings in pool.map(settings_in, [tmp_path / "site"] * 6)}
    (key,) = keys
    file = tmp_path / "site" / "secret.key"
    assert file.read_text("ascii") == key
    assert len(key) > 50
    assert S_IMODE(file.stat().st_mode) == 0o600
    assert [f.name for f in file.parent.iterdir()] == ["secret.key"]


def test_a_key_that_is_there_is_kept(tmp_path: Path) -> None:
    first = settings_in(tmp_path)[0]
    assert settings_in(tmp_path)[0] == first
