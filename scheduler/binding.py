"""Whether a rule is felt: a change of a roster that it alone refuses."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from scheduler.checking import check_cells
from scheduler.edits import Roster, edits
from scheduler.problem import Problem
from scheduler.rule import Breach, Rulebook


@dataclass(frozen=True)
class Refused:
    """An edit that one rule refuses and no other does. said: what was changed."""

    said: str
    breach: Breach


def binding(
    problem: Problem,
    rulebook: Rulebook,
    roster: Roster,
    wanted: Collection[str],
    *,
    seed: int = 0,
    on_found: Callable[[str, Refused], None] = lambda _name, _refused: None,
) -> dict[str, Refused]:
    """For each of the wanted rules an edit of a valid roster that it alone refuses.

    A rule that is missing in the answer refused nothing that others would have let pass. Looks at
    edits until each wanted rule has one or there are no more: tens of thousands, milliseconds each.
    """
    found: dict[str, Refused] = {}
    missing = set(wanted)
    for edit in edits(problem, rulebook, roster, seed):
        if not missing:
            break
        breaches = check_cells(problem, rulebook, edit.of(roster).values(), edit.cells)
        names = {breach.rule for breach in breaches}
        if len(names) == 1 and (name := names.pop()) in missing:
            missing.remove(name)
            found[name] = Refused(edit.said, breaches[0])
            on_found(name, found[name])
    return found
