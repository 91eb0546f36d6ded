"""A form shows a part of the file and gives it back: nothing is lost that it does not show."""

import pytest
from werkzeug.datastructures import MultiDict

import image_team
from image_site import Site
from scheduler.reading.faults import Fault
from scheduler.words import words
from web.team_pages.fields import Length
from web.team_pages.filling import filled, form_of, leaves, own_faults, part_of, told
from web.team_pages.parts import Content
from web.team_pages.people_forms import PersonForm
from web.team_pages.place_forms import HoursForm, OpeningForm
from web.team_pages.work_forms import ActivityForm, WorkloadForm

WEEK_A = {"mon": 456, "tue": 456}
EVA: Content = {
    "id": "eva",
    "name": "Eva",
    "contract": {
        "weekly_minutes": 2280,
        "pattern": [WEEK_A, {"wed": 240}],
        "pattern_from": "2026-11-02",
        "period_minutes": 9000,
    },
    "max_daily_exposure": 90,
    "authorised": [{"activity": "chat", "from": "2026-01-01", "to": "2026-12-31"}],
    "mentor": {"from": "2026-01-01"},
    "leave": [{"from": "2026-12-08", "to": "2026-12-09"}],
    "available": [{"weekdays": ["mon"], "from": "08:00", "to": "18:00"}],
    "sessions": [{"from": "2026-12-07T10:00+01:00", "to": "2026-12-07T11:00+01:00"}],
}


def sent(form: object) -> MultiDict[str, str]:
    """What a browser sends of a form as it is shown."""
    data: MultiDict[str, str] = MultiDict()
    for field, _ in leaves(form):  # type: ignore[arg-type]  # any form
        if field.kind == "days":
            for day in field.data:
                data.add(field.name, day)
        elif field.kind == "tick":
            if field.data:
                data.add(field.name, "y")
        else:
            data.add(field.name, field._value() if field.kind != "choice" else field.data)
    return data


def test_what_is_not_changed_is_the_same_and_what_is_not_shown_stays(site: Site) -> None:
    with site.app.test_request_context():
        form = filled(PersonForm, sent(form_of(PersonForm, EVA)))
        assert part_of(form, EVA) == EVA
        assert own_faults(form) == []


def test_everybody_of_a_team_is_the_same_after_saving_without_a_change(site: Site) -> None:
    with site.app.test_request_context():
        for person in image_team.document()["people"]:
            form = filled(PersonForm, sent(form_of(PersonForm, person)))
            assert part_of(form, person) == person


def test_an_emptied_or_removed_line_is_gone_and_an_empty_contract_none(site: Site) -> None:
    with site.app.test_request_context():
        data = sent(form_of(PersonForm, EVA))
        data["leave-0-from_"] = data["leave-0-to"] = ""
        data["authorised-0-gone"] = "y"
        for name in data:
            if name.startswith("contract-"):
                data[name] = ""
        new = part_of(filled(PersonForm, data), EVA)
    assert new.keys() == EVA.keys() - {"leave", "authorised", "contract"}


def test_week_b_stays_week_b_where_week_a_is_free(site: Site) -> None:
    with site.app.test_request_context():
        written = {"contract-pattern-0-mon": "", "contract-pattern-1-fri": "4 h"}
        data = MultiDict({"name": "Eva"} | written)
        new = part_of(filled(PersonForm, data), {})
    assert new == {"name": "Eva", "contract": {"pattern": [{}, {"fri": 240}]}}


def test_a_fault_stands_at_the_field_that_was_written_in(site: Site) -> None:
    """The second line of leave is empty, so that the file's second is the page's third."""
    with site.app.test_request_context():
        data = MultiDict(
            {
                "name": "Eva",
                "leave-0-from_": "2026-12-08",
                "leave-0-to": "2026-12-08",
                "leave-1-from_": "",
                "leave-2-from_": "2026-12-20",
                "leave-2-to": "2026-12-10",
            }
        )
        form = filled(PersonForm, data)
        part_of(form, {})
        faults = (
            Fault("people[3].leave[1].to", words("{date} is before it starts", date="2026-12-10")),
            Fault("people[3].contract", words("is missing")),
            Fault("people[30].name", words("is missing")),
        )
        found = told(form, faults, "people[3]")
    assert [one.anchor for one in found] == ["leave-2-to", "contract-weekly_minutes", None]
    errors = {field.id: field.errors for field, _ in leaves(form)}
    assert errors["leave-2-to"] == ["2026-12-10 is before it starts"]
    assert found[2].place == "people[30].name"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("7:36", 456), ("7 h 36", 456), ("7h", 420), ("4 u 05", 245), ("45 min", 45), ("0", 0)],
)
def test_a_length_is_read_as_people_write_it(site: Site, text: str, minutes: int) -> None:
    with site.app.test_request_context():
        form = filled(PersonForm, MultiDict({"max_daily_exposure": text}))
        assert part_of(form, {})["max_daily_exposure"] == minutes
        assert own_faults(form) == []


@pytest.mark.parametrize("text", ["8", "456", "half a day", "-3:00"])
def test_a_bare_number_is_no_length_as_it_could_be_hours(site: Site, text: str) -> None:
    with site.app.test_request_context():
        form = filled(PersonForm, MultiDict({"max_daily_exposure": text}))
        part_of(form, {})
        assert [fault.anchor for fault in own_faults(form)] == ["max_daily_exposure"]
        assert isinstance(form["max_daily_exposure"], Length)


def test_severity_is_a_number_and_none_is_not_written(site: Site) -> None:
    with site.app.test_request_context():
        data = MultiDict({"name": "Chat", "exposes": "contact", "severity": "2", "screen": "y"})
        new = part_of(filled(ActivityForm, data), {})
        assert new == {"name": "Chat", "exposes": "contact", "severity": 2}
        data = MultiDict({"name": "Walk", "severity": "0"})
        assert part_of(filled(ActivityForm, data), {}) == {"name": "Walk", "screen": False}


def test_a_target_is_by_week_or_by_named_days(site: Site) -> None:
    week = {"activity": "chat", "week": True, "minutes": 600}
    days = {"activity": "admin", "day": ["mon", "fri"], "minutes": 90}
    with site.app.test_request_context():
        data = sent(form_of(WorkloadForm, {"workload": [week, days]}))
        assert part_of(filled(WorkloadForm, data), {}) == {"workload": [week, days]}


def test_closing_days_are_a_list_of_dates(site: Site) -> None:
    part = {"timezone": "Europe/Brussels", "closing_days": ["2026-12-24", "2026-12-31"]}
    with site.app.test_request_context():
        data = sent(form_of(OpeningForm, part))
        data["closing_days-2"] = "2027-01-02"
        new = part_of(filled(OpeningForm, data), part)
    assert new["closing_days"] == ["2026-12-24", "2026-12-31", "2027-01-02"]


def test_a_period_has_hours_of_its_own_as_lines_within_a_line(site: Site) -> None:
    summer = {
        "name": "Summer",
        "from": "2027-07-01",
        "to": "2027-08-31",
        "opening": [{"weekdays": ["mon"], "from": "09:00", "to": "13:00"}],
    }
    closed = {"name": "Bridge", "from": "2027-05-07", "to": "2027-05-07", "closed": True}
    part = {"opening": [{"from": "08:00", "to": "18:00"}], "periods": [summer, closed]}
    with site.app.test_request_context():
        data = sent(form_of(HoursForm, part))
        form = filled(HoursForm, data)
        assert part_of(form, part) == part
        fault = Fault("periods[0].opening[0].from", words("is missing"))
        assert [one.anchor for one in told(form, (fault,), "")] == ["periods-0-opening-0-from_"]
        assert own_faults(form) == []
