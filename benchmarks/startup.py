"""How long a small command takes, as a whole process, against only importing what it stands on.

python benchmarks/startup.py [DATA SCHEME]: with data of 20 units x 12 months, also ``kaohe score``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ratio import compare

KAOHE = str(Path(sys.executable).with_name("kaohe"))


def main(arguments: list[str]) -> None:
    compare("kaohe --help", [KAOHE, "--help"], [sys.executable, "-c", "import click, pluggy"], most=3.0)
    if arguments:
        data, scheme = arguments
        score = [KAOHE, "score", data, "-s", scheme, "--format", "json"]
        compare("kaohe score", score, [sys.executable, "-c", "import polars, pydantic, click"], most=2.5)


if __name__ == "__main__":
    main(sys.argv[1:])
