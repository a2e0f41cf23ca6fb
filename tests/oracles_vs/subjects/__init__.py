"""Every scheme that has an oracle: one module per issuing organisation, each with its ``SUBJECTS``."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from tests.oracles_vs.subject import Subject

SUBJECTS: dict[str, Subject] = {
    subject.name: subject
    for module in iter_modules(__path__)
    for subject in import_module(f"{__name__}.{module.name}").SUBJECTS
}
