"""A case as a judge of mutants: what it computes of the document, and whether a changed document makes it fail."""

from __future__ import annotations

import re
from copy import copy
from functools import cached_property
from typing import Any

from kaohe.core.documents import read_scheme
from kaohe.core.documents.readings import Raw, applied, values
from kaohe.core.errors import KaoheError
from kaohe.core.run.kept import Kept
from kaohe.plugins.testing.cases import Case, Mismatch

WORD = re.compile(r"[A-Za-z_]\w*")
WHOLE = ("scheme", "period", "parameter", "macro", "rows", "reading")


class Subject:
    """One case of a document; what its own run gathers is kept for the runs of the mutants."""

    def __init__(self, case: Case, raw: Raw, text: Raw) -> None:
        self.case, self.raw, self.text = case, raw, text
        self.kept = Kept()
        self.crashes: list[str] = []

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the case's rows and expectations."""
        return frozenset(WORD.findall(repr(self.case.body)))

    @cached_property
    def cards(self) -> frozenset[str] | None:
        """The cards that the case computes; None if its run stops. Raises Mismatch if it fails as it stands."""
        try:
            results = self.case.results(kept=self.kept)
        except KaoheError as error:
            self.case.stopped(error)
            return None
        self.case.compare(results.document())
        plans = [card.plan for card in results.outcome.cards if card.plan.scheme.label == self.case.scheme]
        own = {plan.name if plan.name in self.raw else plan.called for plan in plans}
        return frozenset(own | {self.raw[name].get("like") for name in own} - {None})

    @cached_property
    def merged(self) -> Raw:
        """The document with the case's readings in it."""
        return applied(self.raw, self._readings(self.raw))

    @cached_property
    def read(self) -> frozenset[str]:
        """Every word of the part of the document that the case computes."""
        names = [name for name in self.merged if name not in WHOLE and (self.cards is None or name in self.cards)]
        parts = [self.merged[name] for name in [*names, "macro", "rows", "period"] if name in self.merged]
        return frozenset(WORD.findall(repr(parts)))

    def concerned(self, raw: Raw) -> bool:
        """Whether the case can notice how ``raw`` differs from the document."""
        chosen = {name.partition(".")[0] for name in self.case.chosen}
        if any(
            self.raw.get(kind, {}).get(name) != raw.get(kind, {}).get(name)
            for kind in ("parameter", "reading")
            for name in chosen
        ):
            return True  # fmt: skip
        try:
            other = applied(raw, self._readings(raw))
        except KaoheError:
            return True
        return any(self._reads(name, self.merged.get(name), other.get(name)) for name in {*self.merged, *other})

    def fails(self, raw: Raw) -> bool:
        """Whether the case fails where ``raw`` stands in for the document."""
        case = self.case
        try:
            try:
                scheme = read_scheme(
                    raw, case.chosen, illustrative=case.illustrative, label=case.scheme, text=self.text
                )
            except KaoheError as error:
                case.stopped(error)
            else:
                case.run(scheme=scheme, kept=self._kept())
        except Mismatch:
            return True
        except Exception as error:  # the document is at fault here, but it was to be refused in words
            self.crashes.append(f"{type(error).__name__}: {error}")
            return True
        return False

    def _kept(self) -> Kept:
        kept = copy(self.kept)
        kept.judged, kept.cells = dict(kept.judged), dict(kept.cells)
        return kept

    def _readings(self, raw: Raw) -> dict[str, str]:
        known = raw.get("reading", {})
        given = {name: self._value(known[name], value) for name, value in self.case.chosen.items() if name in known}
        return {name: given.get(name, values(known, name)[0]) for name in known}

    @staticmethod
    def _value(reading: Raw, value: object) -> str:
        word = str(value).lower() if isinstance(value, bool) else str(value)
        taking = [name for name, patch in reading.items() if isinstance(patch, dict) and "takes" in patch]
        return word if word in reading or word == str(reading["default"]) or not taking else taking[0]

    def _reads(self, name: str, mine: Any, other: Any) -> bool:
        if mine == other or name in ("scheme", "reading"):
            return False
        if name == "parameter":
            mine, other = mine or {}, other or {}
            return any(mine.get(key) != other.get(key) and key in self.read for key in {*mine, *other})
        if name in WHOLE or self.cards is None or name in self.cards:
            return True
        return (mine or {}).get("period") != (other or {}).get("period")
