"""The mutation check: after each one-step change of a scheme document, one of its cases must fail."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kaohe.core.documents.loading import load
from kaohe.core.errors import KaoheError
from kaohe.plugins import session
from kaohe.plugins.testing.cases import cases
from kaohe.plugins.testing.mutants import Mutant, mutants
from kaohe.plugins.testing.subjects import WORD, Subject

Say = Callable[[Mutant, "str | None"], None]


@dataclass
class Verdicts:
    """What became of the mutants of a document: the case that failed for each, or None."""

    scheme: str
    listed: dict[str, str]
    killed: dict[str, str] = field(default_factory=dict)
    survived: list[str] = field(default_factory=list)
    crashed: dict[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> list[str]:
        """Survivors without a reason, and listed ones that a case kills by now."""
        fresh = [f"{self.scheme}: no case fails after {name}" for name in self.survived if name not in self.listed]
        stale = [
            f"{self.scheme}: {name} is listed as a survivor, but the case {self.killed[name]!r} fails after it"
            for name in self.listed if name in self.killed
        ]  # fmt: skip
        return fresh + stale

    def __str__(self) -> str:
        explained = sum(name in self.listed for name in self.survived)
        total = len(self.killed) + len(self.survived)
        return f"{self.scheme}: {total} mutants, {len(self.killed)} fail a case, {explained} survive for a listed reason, {len(self.survived) - explained} survive"


class Mutation:
    """The mutants and the cases of one scheme; ``survivors.toml`` beside the document lists what may survive, and why."""

    def __init__(self, scheme: str, path: Path | None = None) -> None:
        source = session.source(scheme)
        self.scheme, self.raw = scheme, load(source.path.read_bytes())
        words = load(source.text_path.read_bytes()) if source.text_path.exists() else {}
        self.mutants = mutants(self.raw)
        self.subjects = [Subject(case, self.raw, words) for case in cases(scheme, path)]
        self.listed = survivors(source.survivors_path, self.mutants)
        self._spread = Counter(word for subject in self.subjects for word in subject.words)
        self._kills: dict[tuple[str, ...], Counter[int]] = {}

    def check(self, chosen: Iterable[Mutant] | None = None, say: Say | None = None) -> Verdicts:
        """Tries the mutants (by default all)."""
        verdicts = Verdicts(self.scheme, self.listed)
        for mutant in self.mutants if chosen is None else chosen:
            killer = self.killer(mutant)
            crashes = [crash for subject in self.subjects for crash in subject.crashes]
            if crashes:
                verdicts.crashed[str(mutant)] = crashes[-1]
            for subject in self.subjects:
                subject.crashes.clear()
            if killer is None:
                verdicts.survived.append(str(mutant))
            else:
                verdicts.killed[str(mutant)] = killer
            if say is not None:
                say(mutant, killer)
        return verdicts

    def sample(self, size: int, seed: int = 1) -> list[Mutant]:
        """Some of the mutants that must not survive, always the same ones for a seed."""
        open_ = [mutant for mutant in self.mutants if str(mutant) not in self.listed]
        return random.Random(seed).sample(open_, min(size, len(open_)))

    def killer(self, mutant: Mutant) -> str | None:
        """The name of a case that fails after the change; None if every case holds."""
        raw = mutant.applied(self.raw)
        for place in self._order(mutant):
            subject = self.subjects[place]
            if subject.concerned(raw) and subject.fails(raw):
                for length in range(1, len(mutant.path) + 1):
                    self._kills.setdefault(mutant.path[:length], Counter())[place] += 1
                return subject.case.name
        return None

    def _order(self, mutant: Mutant) -> list[int]:
        """Cases that failed for changes near by first, then those that share rare words with the changed place."""
        near = {}
        for length in range(1, len(mutant.path) + 1):
            for place, count in self._kills.get(mutant.path[:length], {}).items():
                near[place] = (length, count)
        words = set(WORD.findall(repr(_around(self.raw, mutant.path)))) | set(mutant.path)
        shared = [
            sum(1 / self._spread[word] for word in words & subject.words) / (4 if subject.case.messages else 1)
            for subject in self.subjects
        ]
        return sorted(range(len(shared)), key=lambda place: (near.get(place, (0, 0)), shared[place]), reverse=True)


def check_mutants(scheme: str, size: int | None = None, seed: int = 1, path: Path | None = None) -> list[str]:
    """What the mutation check finds wrong; with ``size`` only a sample is tried. Empty is good."""
    mutation = Mutation(scheme, path)
    return mutation.check(None if size is None else mutation.sample(size, seed)).problems


def survivors(path: Path, known: Sequence[Mutant]) -> dict[str, str]:
    """Mutant to reason, of a file of ``[[survivor]]`` tables with ``reason`` and ``mutants``.

    Raises KaoheError for a mutant that the document does not have (any more).
    """
    if not path.exists():
        return {}
    body = tomllib.loads(path.read_text("utf-8"))
    found = {name: entry["reason"] for entry in body.get("survivor", []) for name in entry["mutants"]}
    names = {str(mutant) for mutant in known}
    for name in found:
        if name not in names:
            raise KaoheError(f"{name!r} is no mutant of the document", "take it from the list", file=path.name)
    return found


def _around(raw: object, path: tuple[str, ...]) -> object:
    for key in path[:-1]:
        if isinstance(raw, dict) and key in raw and isinstance(raw[key], dict):
            raw = raw[key]
    return raw
