"""The unit of an event is the lowest one known: a person who is a unit, however the event was filed (C19)."""

from tests.core.run.small import scored

DOCUMENT = """
[rows.case]
of = "substandard_service"
pick = { max = "severity" }
[rows.case.over]
n = { how = "number", per = ["unit", "person"], within = "year" }
[month]
unit = ["team", "person"]
period = "month"
[month.node]
cases = { rows = "case", how = "count", is = "count" }
own = { rows = "case", how = "count", reach = "own", is = "count" }
"""
UNITS = "unit,kind,parent\nT,team,\nP,person,T\n"
EVENTS = """event,unit,kind,at,person,incident,severity
E1,P,substandard_service,2014-01-05,,I,minor
E2,T,substandard_service,2014-01-06,P,I,serious
E3,P,substandard_service,2014-01-07,P,I,moderate
E4,T,substandard_service,2014-01-08,X,I,minor
E5,T,substandard_service,2014-01-09,P,,minor
E6,P,substandard_service,2014-01-10,,,minor
"""


def test_an_incident_of_a_person_is_one_case_however_it_was_filed() -> None:
    results = scored(DOCUMENT, {"units": UNITS, "events": EVENTS}, "2014-01")
    nodes = {(node["unit"], node["node"]): node["shown"] for node in results["nodes"]}
    assert nodes == {("T", "cases"): "4", ("T", "own"): "1", ("P", "cases"): "3", ("P", "own"): "3"}


def test_running_numbers_of_a_person_go_on_however_the_events_were_filed() -> None:
    results = scored(
        DOCUMENT.replace('pick = { max = "severity" }\n', ""), {"units": UNITS, "events": EVENTS}, "2014-01"
    )
    numbers = {row["ref"]: row["value"] for row in results["rows"] if row["name"] == "n"}
    assert numbers == {"E1": "1", "E2": "2", "E3": "3", "E4": "1", "E5": "4", "E6": "5"}


SPELLS = """unit,kind,parent,from,to
T,team,,,2013-03-31
T,team,,2013-04-01,2013-12-31
T,team,,2014-01-01,
P,person,T,2014-01-05,
"""


def test_a_unit_in_many_spells_is_no_nearer_than_the_person_below_it() -> None:
    results = scored(DOCUMENT, {"units": SPELLS, "events": EVENTS}, "2014-01")
    own = {node["unit"]: node["shown"] for node in results["nodes"] if node["node"] == "own"}
    assert own == {"T": "1", "P": "3"}


def test_the_owner_is_the_nearest_unit_whatever_its_spells() -> None:
    document = """
[month]
unit = ["company", "team"]
period = "month"
[month.node]
size = { measured = "workload", is = "count" }
[own]
unit = "person"
period = "month"
[own.node]
above = { from = "month.size", who = "owner", is = "count" }
"""
    units = "unit,kind,parent,from,to\nT,team,C,2014-01-05,\nP,person,T,,\nC,company,,,2013-12-31\n"
    units += "C,company,,2014-01-01,2014-01-02\nC,company,,2014-01-03,2014-01-04\nC,company,,2014-01-05,\n"
    figures = "unit,period,indicator,value\nC,2014-01,workload,7\nT,2014-01,workload,3\n"
    results = scored(document, {"units": units, "measurements": figures}, "2014-01")
    assert [node["shown"] for node in results["nodes"] if node["node"] == "above"] == ["3"]
