"""Tools that only the checks of whole pages need: what must be on the machine, and what npm brings.

npm's packages go to `var/bench/`, which git ignores. The library itself needs neither Node nor Java.
"""

import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "var" / "bench"


def program(name: str, package: str) -> str:
    """Where a program is; raises SystemExit saying which Debian package has it when it is missing."""
    found = shutil.which(name)
    if not found:
        raise SystemExit(f"{name} is missing. On Debian or Ubuntu: sudo apt-get install {package}")
    return found


def from_npm(*packages: str, scripts: bool) -> Path:
    """Install packages (`name@version`) and return their node_modules; `scripts` lets them run their own at that."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [program("npm", "npm"), "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund"]
    command += ["--prefer-offline", "--loglevel", "error", *([] if scripts else ["--ignore-scripts"]), *packages]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
        raise SystemExit(f"npm could not install {' '.join(packages)}; it says above why.")
    return FOLDER / "node_modules"
