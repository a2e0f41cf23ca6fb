"""What a comparison has seen."""

from __future__ import annotations

from dataclasses import dataclass, field

EXAMPLES = 40


@dataclass
class Report:
    """Counts of one or more comparisons; ``examples`` holds the first mismatches in words."""

    unit_periods: int = 0
    values: int = 0
    on_boundary: int = 0
    in_doubt: int = 0
    mismatches: int = 0
    examples: list[str] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def rich(self) -> bool:
        """Whether at least 1 % of the unit-periods lie exactly on a boundary."""
        return self.on_boundary * 100 >= self.unit_periods

    def line(self) -> str:
        """The counts in words."""
        return (
            f"unit-periods {self.unit_periods:7} values {self.values:8} on a boundary {self.on_boundary:6} "
            f"in doubt {self.in_doubt:6} mismatches {self.mismatches:6}"
        )

    def same(self, what: str, key: object, ours: object, oracles: object) -> None:
        """Count one comparison."""
        self.values += 1
        if ours != oracles:
            self.differ(what, key, ours, oracles)

    def differ(self, what: str, key: object, ours: object, oracles: object) -> None:
        """Note one mismatch."""
        self.mismatches += 1
        self.kinds[what] = self.kinds.get(what, 0) + 1
        if self.kinds[what] <= 3 and len(self.examples) < EXAMPLES:
            self.examples.append(f"{what} {key}: kaohe {ours}, oracle {oracles}")

    def add(self, other: Report) -> None:
        """Take in another report."""
        self.unit_periods += other.unit_periods
        self.values += other.values
        self.on_boundary += other.on_boundary
        self.in_doubt += other.in_doubt
        self.mismatches += other.mismatches
        self.examples += other.examples[: EXAMPLES - len(self.examples)]
        for kind, count in other.kinds.items():
            self.kinds[kind] = self.kinds.get(kind, 0) + count
