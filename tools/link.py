"""Makes this checkout importable in its virtualenv, and gives it the command `baolian`.

A path file and a four-line script do what an editable install does, but need no build tool and no
network. Run it by the virtualenv's own Python.
"""

import os
import sys
import sysconfig
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
SCRIPT = """#!{python}
import sys

from baolian.faces.cli.main import main

sys.exit(main())
"""


def link(site: Path, scripts: Path, python: str) -> None:
    (site / "baolian.pth").write_text(f"{SOURCE}\n", encoding="utf-8")
    command = scripts / "baolian"
    command.write_text(SCRIPT.format(python=python), encoding="utf-8")
    command.chmod(0o755)


if __name__ == "__main__":
    if sys.prefix == sys.base_prefix:
        sys.exit("link.py writes into a virtualenv; run it by .venv/bin/python")
    link(
        Path(sysconfig.get_path("purelib")),
        Path(sysconfig.get_path("scripts")),
        os.path.abspath(sys.executable),  # noqa: PTH100 - resolve() would leave the virtualenv
    )
