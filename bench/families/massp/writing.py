"""A roster in the family's own XML."""

from collections import defaultdict
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bench.families.massp.reading import DAY, Instance
from scheduler.presence import Presence


def write(instance: Instance, shifts: Iterable[Presence]) -> str:
    """The shifts of a roster, in the order of the instance's staff.

    A shift ends with its work: what the roster has behind it is not written.
    """
    by_person: dict[str, list[Presence]] = defaultdict(list)
    for shift in sorted(shifts, key=lambda shift: shift.start):
        by_person[shift.person].append(shift)
    root = Element("Solution")
    for worker in instance.staff:
        employee = SubElement(root, "Employee", ID=worker.id)
        for shift in by_person[worker.id]:
            _write_shift(SubElement(employee, "Shift"), shift)
    indent(root, "\t")
    return tostring(root, encoding="unicode") + "\n"


def _write_shift(element: Element, shift: Presence) -> None:
    minute = shift.start - shift.day * DAY
    SubElement(element, "Day").text = str(shift.day)
    SubElement(element, "Start").text = f"{minute // 60:02d}:{minute % 60:02d}:00"
    for block in shift.stretches:
        if block.activity is not None:
            task = SubElement(element, "Task", WorkLength=str(block.minutes))
            SubElement(task, "ID").text = block.activity.id
            SubElement(task, "Length").text = str(block.minutes)
