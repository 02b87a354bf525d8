"""Writes the `txng` command into the virtual environment: it runs this checkout."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = """#!{python}
import sys
sys.path.insert(0, {root!r})
from config.cli import main
sys.exit(main())
"""


def main() -> None:
    """Write .venv/bin/txng; writing it again changes nothing."""
    command = Path(sys.prefix) / "bin" / "txng"
    command.write_text(SCRIPT.format(python=sys.executable, root=str(ROOT)))
    command.chmod(0o755)


if __name__ == "__main__":
    main()
