"""Schemes of a passenger transport company."""

from __future__ import annotations

from tests.oracles import data_vehicle_service, vehicle_service
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "vehicle-service",
        "vehicle-service-monthly",
        data_vehicle_service.generate,
        vehicle_service.assess,
        ("assumed = 100", "assumed = 101"),
        rows=("points", "fine"),
    ),
)
