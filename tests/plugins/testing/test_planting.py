"""Thirty defects, planted by a seed into documents of the house: ``check`` finds each, by its place."""

from __future__ import annotations

from functools import cache

import pytest

from kaohe.core.findings import Finding
from kaohe.plugins import session
from kaohe.plugins.examined import examine
from kaohe.plugins.testing.planting import check_plant, drawn, plants
from kaohe.plugins.testing.plants import KINDS, Plant

SEED, SIZE = 20141130, 30
SCHEMES = [source.id for source in session.host().schemes()]
DRAWN = drawn(SCHEMES, SIZE, SEED)


@cache
def known(scheme: str) -> list[Finding]:
    return examine(session.host().scheme_source(scheme).path).findings


@pytest.mark.parametrize(("scheme", "plant"), DRAWN, ids=[f"{scheme}: {plant}" for scheme, plant in DRAWN])
def test_a_planted_defect_is_found(scheme: str, plant: Plant) -> None:
    assert check_plant(scheme, plant, known(scheme)).by


def test_the_draw_holds_every_kind_and_many_documents() -> None:
    assert len(DRAWN) == SIZE
    assert len({plant.kind for _, plant in DRAWN}) == len(KINDS)
    assert len({scheme for scheme, _ in DRAWN}) >= 10


def test_a_document_without_the_defect_does_not_pass_for_one_with_it() -> None:
    """The negative control: a plant that edits nothing is not found."""
    scheme, plant = next((scheme, plant) for scheme, plant in DRAWN if plant.codes)
    assert not check_plant(scheme, Plant(plant.kind, plant.place, (), plant.codes), known(scheme)).by


@pytest.mark.full
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_defect_that_can_be_planted_is_found(scheme: str) -> None:
    missed = [str(plant) for plant in plants(scheme) if not check_plant(scheme, plant, known(scheme)).by]
    assert missed == []
