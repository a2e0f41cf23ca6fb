"""Build the data folders of this example from Anatel's open data.

    python build.py RAW [OUT]

RAW holds the folders ``anatel-operators-monthly`` and ``anatel-broadband-branches`` (see README.md);
OUT is where the data folders are written, by default beside this script. The same input gives the same bytes.
"""

import sys
from pathlib import Path

import polars as pl
from by_operator import operators
from by_state import centres, read_states, states
from summary import print_mapping, saturation

HERE = Path(__file__).parent


def write(folder: Path, tables: dict[str, pl.DataFrame]) -> None:
    """Write each table as ``<name>.csv`` into the folder and print its rows and bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        path = folder / f"{name}.csv"
        frame.write_csv(path)
        print(f"{folder.name}/{path.name}: {frame.height:,} rows, {path.stat().st_size:,} bytes")


def main(raw: Path, out: Path) -> None:
    """Read RAW, write the data folders into OUT, print what was mapped."""
    mapping = pl.read_csv(HERE / "mapping.csv")
    source = read_states(raw / "anatel-broadband-branches")
    folders = {
        "operators": operators(raw / "anatel-operators-monthly" / "measurements.csv.gz"),
        "states-2023": states(source, mapping),
        "centres-2023": centres(source),
    }
    for name, tables in folders.items():
        write(out / name, tables)
    print_mapping(mapping)
    print(saturation(folders["states-2023"]))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else HERE)
