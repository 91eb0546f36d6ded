"""A ward of one week in the format of the second nurse rostering competition, made up here.

    from ward import LABEL, save

    path = save(tmp_path, {"Sc-ward.txt": SCENARIO.replace("NURSES = 2", "NURSES = 3")})

Two people, of whom Ana alone leads; an early and a night shift, and no early after a night.
"""

from pathlib import Path

LABEL = "ward_0_7"

SCENARIO = """\
SCENARIO = ward

WEEKS = 1

SKILLS = 2
Lead
Care

SHIFT_TYPES = 2
Early (1,3)
Night (2,3)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Night 1 Early

CONTRACTS = 2
Full (3,4) (2,3) (2,3) 1 1
Half (1,2) (1,2) (1,7) 0 0

NURSES = 2
Ana Full 2 Lead Care
Ben Half 1 Care
"""

HISTORY = """\
HISTORY
0 ward

NURSE_HISTORY
Ana 0 0 Night 1 2 0
Ben 0 0 None 0 0 1
"""

WEEK = """\
WEEK_DATA
ward

REQUIREMENTS
Early Lead (0,0) (0,1) (0,0) (0,0) (0,0) (0,0) (0,0)
Early Care (0,0) (0,1) (1,1) (0,0) (0,0) (0,0) (0,0)
Night Lead (0,0) (0,0) (0,0) (0,0) (0,0) (0,0) (0,0)
Night Care (1,2) (0,0) (0,0) (0,0) (0,0) (0,1) (0,1)

SHIFT_OFF_REQUESTS = 3
Ana Early Tue
Ben Any Wed
Ben Night Sat
"""

FILES = {"Sc-ward.txt": SCENARIO, "H0-ward-0.txt": HISTORY, "WD-ward-7.txt": WEEK}

# Ana: Night Mon, free Tue and Wed, Early Thu, Night Sat; Ben: Early Wed and Thu.
SOLUTION = """\
SOLUTION
0 ward

ASSIGNMENTS = 5
Ana Mon Night Care
Ana Thu Early Lead
Ana Sat Night Care
Ben Wed Early Care
Ben Thu Early Care
"""


def save(folder: Path, changed: dict[str, str] | None = None) -> Path:
    """The files in a folder of their own, some of them changed; the path of the instance."""
    (folder / "ward").mkdir(parents=True, exist_ok=True)
    for name, text in (FILES | (changed or {})).items():
        (folder / "ward" / name).write_text(text, "utf-8")
    return folder / LABEL
