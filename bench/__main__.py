"""`make bench`: every measured claim, one after the other; exit code 1 when one is missed."""

import subprocess
import sys
from pathlib import Path

# what the benches are made of
OURS = {
    "__init__", "__main__", "asking", "masses", "prefecture", "processor", "profiling", "running",
    "samples", "serving", "sites", "weighing",
}  # fmt: skip


def main() -> int:
    """What follows is handed on: `python -m bench --scale 0.01`."""
    here = Path(__file__).parent
    names = sorted(file.stem for file in here.glob("*.py") if file.stem not in OURS)
    codes = [
        subprocess.run([sys.executable, "-m", f"bench.{name}", *sys.argv[1:]], check=False)
        for name in names
    ]
    return max(code.returncode for code in codes)


if __name__ == "__main__":
    sys.exit(main())
