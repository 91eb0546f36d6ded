"""The steps of taking a month in. Nothing is stored before the last: pages carry the month."""

import json
from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, make_response, render_template, request
from flask_babel import gettext
from pydantic import ValidationError
from werkzeug.wrappers import Response

from constraints.reading import read
from scheduler.reading.faults import TeamFaultsError
from scheduler.rule import Rule
from web import say
from web.intake.asked import first_values, grid_of, questions_of
from web.intake.checked import Checked, checked
from web.intake.finding import NoMonthError, month_of
from web.intake.form import Form
from web.intake.month import Month
from web.intake.place import Place
from web.intake.said import WORKS, Said, said_of, work_name
from web.intake.team_file import Content, new_file, with_month, work_of
from web.sheets.faults import SheetError
from web.sheets.reading import read_file, read_text
from web.sheets.sheet import Sheet

CARRIED = ("name", "zone")


@dataclass(frozen=True)
class Ready:
    """A month that can be taken in. content: the file that the team has then."""

    month: Month
    said: Said
    content: Content


def begin_page(place: Place, faults: Mapping[str, str] | None = None) -> Response:
    """The first step: paste the month, or choose the file. With faults it is 422."""
    page = render_template(
        "intake/month.html",
        place_of=place,
        team=place.team,
        values=request.form,
        faults=faults or {},
        step=1,
    )
    return make_response(page, 422 if faults else 200)


def read_page(place: Place, faults: dict[str, str]) -> Response:
    """Read what was sent, and ask what it means; back to the first step where it is no month.

    faults: of the team's name and zone.
    """
    try:
        month = month_of(_sheet(), _month_given())
    except SheetError as error:
        return begin_page(place, faults | {"text": error.words})
    except NoMonthError as error:
        return begin_page(place, faults | {"text": error.words})
    if faults:
        return begin_page(place, faults)
    return codes_page(place, month, Form(first_values(month, place.codes)))


def codes_page(place: Place, month: Month, form: Form, status: int = 200) -> Response:
    """The second step: what the codes mean, and the questions."""
    works = [(work, work_name(work)) for work in WORKS] if place.new else place.works
    known = {name.casefold() for name in place.known}
    page = render_template(
        "intake/codes.html",
        place_of=place,
        team=place.team,
        month=month,
        questions=questions_of(month),
        grid=grid_of(month),
        codes=list(month.seen.items()),
        works=works,
        people=_new_people(month, known),
        others=_others(place, month),
        form=form,
        values=form.values,
        carried=_carried(),
        step=2,
    )
    return make_response(page, status)


def ready_or_page(
    place: Place,
) -> Ready | Response:
    """What a filled second step says, or that page again with all that is missing."""
    try:
        month = Month.model_validate_json(request.form.get("month", ""))
    except ValidationError:
        abort(400)
    form = Form(request.form.to_dict())
    if form.text("back"):
        return codes_page(place, month, form)
    works = [work for work, _ in place.works]
    said = said_of(form, month, works, place.known, new=place.new)
    if said is None:
        return codes_page(place, month, form, 422)
    try:
        content = _content(place, said)
        read(content)
    except TeamFaultsError as error:
        form.wrong("month", "; ".join(say.sentence(fault.words) for fault in error.faults[:3]))
        return codes_page(place, month, form, 422)
    return Ready(month, said, content)


def checked_page(
    place: Place, ready: Ready, *, waiting: tuple[Rule, ...] = (), published: int = 0
) -> Response:
    """The third step: the month by the rules. published: of its days a roster tells already."""
    found: Checked = checked(ready.content, ready.said, waiting)
    page = render_template(
        "intake/checked.html",
        place_of=place,
        team=place.team,
        said=ready.said,
        found=found,
        published=published,
        shifts=sum(1 for _ in work_of(ready.said)),
        carried={name: value for name, value in request.form.items() if name != "csrf_token"},
        step=3,
    )
    return make_response(page, 200)


def _content(place: Place, said: Said) -> Content:
    if not place.new:
        return with_month(dict(place.content), said, place.once)
    return new_file(request.form.get("name", "").strip(), request.form.get("zone", ""), said)


def _sheet() -> Sheet:
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        with closing(sent):
            return read_file(sent.read())
    return read_text(request.form.get("text", ""))


def _month_given() -> date | None:
    """The month chosen on the first page, as 2026-11."""
    text = request.form.get("given", "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise NoMonthError(gettext("Give the month as 2026-11, or leave it empty.")) from None


def _carried() -> dict[str, Any]:
    return {name: request.form[name] for name in CARRIED if name in request.form}


def _new_people(month: Month, known: Collection[str]) -> list[tuple[int, str]]:
    """Row and name of whoever is new, or may be: of two rows of one name one may be somebody else.

    known: names of the team in small letters.
    """
    doubles = {question.row for question in month.questions if question.kind == "double"}
    return [
        (line.row, line.name)
        for number, line in enumerate(month.lines)
        if line.name.casefold() not in known or number in doubles
    ]


def _others(place: Place, month: Month) -> list[str]:
    """People of the team whose name does not stand in the sheet: somebody in it may be one."""
    named = {line.name.casefold() for line in month.lines}
    return sorted(name for name in place.known if name.casefold() not in named)


def document_of(content: Content) -> str:
    """The text of a file."""
    return json.dumps(content, ensure_ascii=False)
