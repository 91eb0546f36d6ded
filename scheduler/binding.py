"""Whether a rule is felt: a change of a roster that it alone refuses."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from heapq import nsmallest

from scheduler.checking import STRUCTURE, check_cells
from scheduler.edits import Edit, Roster, edits
from scheduler.problem import Problem
from scheduler.rule import Breach, Rulebook

# Edits that a rule refuses with the fewest others, of which a second edit is looked for that
# contents the others.
NEARLY = 10


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

    Looks at every single edit, then at pairs: one that the rule refuses together with few others,
    and a second one of the same people that contents those. A rule that is missing in the answer
    refused nothing that others would have let pass. Tens of thousands of edits, a millisecond each.
    """
    search = _Search(problem, rulebook, on_found, set(wanted))
    search.singly(roster, seed)
    for name in sorted(search.missing):
        search.in_pairs(roster, seed, name)
    return search.found


@dataclass
class _Search:
    problem: Problem
    rulebook: Rulebook
    on_found: Callable[[str, Refused], None]
    missing: set[str]
    found: dict[str, Refused] = field(default_factory=dict)
    nearly: dict[str, list[tuple[Edit, list[Breach]]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def singly(self, roster: Roster, seed: int) -> None:
        """Look at each edit there is until no rule is missing."""
        for edit in edits(self.problem, self.rulebook, roster, seed):
            if not self.missing:
                return
            breaches = self._breaches(roster, edit)
            for name in {breach.rule for breach in breaches} & self.missing:
                self.nearly[name].append((edit, breaches))
            self._note(edit.said, breaches)

    def in_pairs(self, roster: Roster, seed: int, name: str) -> None:
        """Look for an edit after one that a rule refuses together with the fewest others."""
        for first, breaches in nsmallest(NEARLY, self.nearly[name], key=_number_of_rules):
            others = {breach.rule for breach in breaches} - {name}
            people = {person for person, _ in first.cells}
            people |= {b.person for b in breaches if b.person and b.rule in others}
            for second in edits(self.problem, self.rulebook, first.of(roster), seed, people=people):
                both = Edit(f"{first.said}, {second.said}", {**first.cells, **second.cells})
                if not self._check(roster, both, others):
                    self._note(both.said, self._check(roster, both))
                if name not in self.missing:
                    return

    def _breaches(self, roster: Roster, edit: Edit) -> list[Breach]:
        """What is wrong after an edit; nothing where no missing rule is broken."""
        some = self._check(roster, edit, self.missing)
        if not some or any(breach.rule == STRUCTURE for breach in some):
            return []
        return self._check(roster, edit)

    def _check(
        self, roster: Roster, edit: Edit, names: Collection[str] | None = None
    ) -> list[Breach]:
        shifts = edit.of(roster).values()
        return check_cells(self.problem, self.rulebook, shifts, edit.cells, names=names)

    def _note(self, said: str, breaches: list[Breach]) -> None:
        names = {breach.rule for breach in breaches}
        if len(names) == 1 and (name := names.pop()) in self.missing:
            self.missing.remove(name)
            self.found[name] = Refused(said, breaches[0])
            self.on_found(name, self.found[name])


def _number_of_rules(nearly: tuple[Edit, list[Breach]]) -> int:
    return len({breach.rule for breach in nearly[1]})
