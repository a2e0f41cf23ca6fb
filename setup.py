from pathlib import Path
from setuptools import setup
folders = [file.parent for room in ("core", "plugins", "schemes", "cli") for file in sorted(Path(room).rglob("__init__.py"))]
places = {".".join(("kaohe", *folder.parts)): folder.as_posix() for folder in folders} | {"kaohe.examples": "examples"}
setup(packages=list(places), package_dir=places)
