"""Planted defects: does ``kaohe check`` find them?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import tomli_w

from kaohe.core.documents.loading import load
from kaohe.core.documents.readings import Raw
from kaohe.core.errors import KaoheError
from kaohe.core.findings import Finding
from kaohe.plugins import session
from kaohe.plugins.examined import examine
from kaohe.plugins.protocols import SchemeSource
from kaohe.plugins.testing.plants import KINDS, Plant


@dataclass(frozen=True)
class Harvest:
    """What ``check`` says of a planted defect. ``by``: the finding or error that says it; empty if none does."""

    scheme: str
    plant: Plant
    by: str

    def __str__(self) -> str:
        return f"{self.scheme}: {self.plant}: {self.by or 'NOT FOUND'}"


def plants(scheme: str) -> list[Plant]:
    """Every defect that can be planted into a scheme's document."""
    source = session.source(scheme)
    raw, text = _read(source)
    return [plant for sow in KINDS for plant in sow(raw, text)]


def _read(source: SchemeSource) -> tuple[Raw, Raw]:
    words = source.text_path
    return load(source.path.read_bytes()), load(words.read_bytes()) if words.exists() else {}


def drawn(schemes: Sequence[str], size: int, seed: int) -> list[tuple[str, Plant]]:
    """So many defects, drawn by a seed: the kinds in turn, each into one of the documents that have room for it."""
    draw = random.Random(seed)
    by_kind: dict[str, list[tuple[str, Plant]]] = {}
    for scheme in schemes:
        for plant in plants(scheme):
            by_kind.setdefault(plant.kind, []).append((scheme, plant))
    chosen: list[tuple[str, Plant]] = []
    while len(chosen) < size and any(by_kind.values()):
        for kind in draw.sample(sorted(by_kind), len(by_kind)):
            if by_kind[kind] and len(chosen) < size:
                chosen.append(by_kind[kind].pop(draw.randrange(len(by_kind[kind]))))
    return chosen


def check_plant(scheme: str, plant: Plant, known: Sequence[Finding]) -> Harvest:
    """Writes the document with the defect and checks it; ``known``: what is found in the document as it is."""
    before = {finding.key for finding in known}
    raw, text = plant.planted(*_read(session.source(scheme)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{scheme}.toml"
        path.write_text(tomli_w.dumps(raw), encoding="utf-8")
        path.with_name(f"{scheme}.text.toml").write_text(tomli_w.dumps(text), encoding="utf-8")
        try:
            new = [finding for finding in examine(path).findings if finding.key not in before]
        except KaoheError as error:
            return Harvest(scheme, plant, str(error) if plant.error and plant.error in str(error) else "")
    for finding in new:
        if finding.code in plant.codes and finding.place[: len(plant.place)] == plant.place:
            return Harvest(scheme, plant, f"{finding.code}, {'.'.join(finding.place)}: {finding.en}")
    return Harvest(scheme, plant, "")
