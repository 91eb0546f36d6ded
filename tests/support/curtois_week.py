"""A small instance in the format of Curtois and Qu's, invented, and solutions of it by hand."""

from pathlib import Path

# A week, Monday to Sunday. After a night no early. Ana works at most two nights, two to three days
# in a row with at least two days off between, and has Thursday off.
TEXT = """# A comment.
SECTION_HORIZON
# days
7

SECTION_SHIFTS
E,480,
N,600,E

SECTION_STAFF
Ana,E=7|N=2,2000,960,3,2,2,1
Ben,E=7|N=0,2400,480,5,1,1,0

SECTION_DAYS_OFF
Ana,3

SECTION_SHIFT_ON_REQUESTS
Ana,0,E,2
Ben,2,E,3

SECTION_SHIFT_OFF_REQUESTS
Ben,4,E,5

SECTION_COVER
0,E,1,100,1
1,E,0,100,1
1,N,1,100,2
4,E,2,50,1
"""


def solution(**weeks: str) -> str:
    """A solution file by hand: a letter a day, a dot where nobody works."""
    people = "".join(
        f'<Employee ID="{name}">'
        + "".join(
            f"<Assign><Day>{day}</Day><Shift>{shift}</Shift></Assign>"
            for day, shift in enumerate(week)
            if shift != "."
        )
        + "</Employee>"
        for name, week in weeks.items()
    )
    return f"<Roster><SchedulingPeriodFile>x.ros</SchedulingPeriodFile>{people}</Roster>"


def week_file(folder: Path, old: str = "", new: str = "", name: str = "Instance7.txt") -> Path:
    """The instance as a file, with one text put in another's place; line ends as in public ones."""
    assert old in TEXT
    path = folder / name
    path.write_bytes(TEXT.replace(old, new, 1).replace("\n", "\r\n").encode())
    return path
