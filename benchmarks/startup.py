"""How long a small command takes, as a whole process, against only importing what it stands on.

python benchmarks/startup.py: ``kaohe --help``, and ``kaohe score`` of 20 branches x 12 months with 1,000 events.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import scale_data
from ratio import compare

KAOHE = str(Path(sys.executable).with_name("kaohe"))
SCORE = ["-s", "chengdu-branch-monthly", "--illustrative", "--period", "2024-01..2024-12", "--format", "json"]


def main() -> None:
    compare("kaohe --help", [KAOHE, "--help"], [sys.executable, "-c", "import click, pluggy"], most=3.0)
    with TemporaryDirectory() as folder:
        scale_data.branches(Path(folder), 20, 1_000)
        imports = [sys.executable, "-c", "import polars, pydantic, click"]
        compare("kaohe score", [KAOHE, "score", folder, *SCORE], imports, most=2.5)


if __name__ == "__main__":
    main()
