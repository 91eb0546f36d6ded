"""`breather rules --prove-defaults`: rules that all hold together, and each of them felt."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import click

from constraints.reading import read
from scheduler.binding import Refused, binding
from scheduler.examples import example
from scheduler.pins import settle_pins
from scheduler.presence import Presence
from scheduler.problem import Cell, Problem
from scheduler.rule import Breach, Kind, Rulebook
from scheduler.solving import Progress, solve

TEAM = "every-rule"
# The same fortnight whenever it is asked for.
FIRST = date(2026, 1, 5)
DAYS = 14
# What is felt depends on the roster: in one with every contract filled fewer days can be added.
ROSTERS = 3
# As if the roster were published then: of the first day alone there is too little notice.
NOTICE = timedelta(days=12)
AT = time(9)
# Rules that refuse no edit alone while all others are as recommended, and why.
NEVER_ALONE = {
    "contact_wrap_up": "the break between two stints is longer at the usual settings",
    "urgent_case": "it judges what happened, and no edit changes that",
}


@dataclass(frozen=True)
class Proof:
    """What was seen. felt: by hard rule an edit that it alone refuses; costs: by soft rule.

    roster: the first that was looked at; breaches: of all.
    """

    rulebook: Rulebook
    roster: Mapping[Cell, Presence]
    breaches: tuple[Breach, ...]
    felt: Mapping[str, Refused]
    costs: Mapping[str, Mapping[str, int]]

    @property
    def unfelt(self) -> list[str]:
        """The rules that nothing was seen of, in the catalogue's order."""
        known = self.felt.keys() | NEVER_ALONE.keys()
        return [name for name in _hard(self.rulebook) if name not in known]


def prove(seconds: float) -> Proof:
    """Solve the example of all rules and look for an edit that each hard rule alone refuses.

    Of a rule that is not felt in one roster another is looked at, up to ROSTERS. seconds: for
    solving each; looking takes minutes more.
    """
    team, rulebook = read(example(TEAM, FIRST))
    problem, _ = settle_pins(Problem.of(team, FIRST, DAYS), rulebook)
    seen = Proof(rulebook, {}, (), {}, {})
    for seed in range(ROSTERS):
        if seed and not seen.unfelt:
            break
        solution = solve(problem, rulebook, seconds=seconds, seed=seed, on_progress=_tell)
        roster = {(p.person, p.day): p for p in solution.presences}
        published = replace(
            problem,
            reference=roster,
            referenced=frozenset(range(DAYS)),
            announced=datetime.combine(FIRST - NOTICE, AT, ZoneInfo(team.timezone)),
        )
        felt = binding(published, rulebook, roster, seen.unfelt, seed=seed, on_found=_tell_found)
        score = solution.roster.score
        seen = Proof(
            rulebook=rulebook,
            roster=seen.roster or roster,
            breaches=(*seen.breaches, *solution.breaches),
            felt={**seen.felt, **felt},
            costs=seen.costs or (score.by_rule if score else {}),
        )
    return seen


def lines(proof: Proof) -> Iterator[str]:
    """The proof in lines of text."""
    people = {person for person, _ in proof.roster}
    shifts, breaches = len(proof.roster), len(proof.breaches)
    yield f"{shifts} shifts of {len(people)} people, breaches: {breaches}"
    yield "Minutes of exposure: " + ", ".join(
        f"severity {severity} {minutes}"
        for severity, minutes in sorted(exposure_by_severity(proof).items())
    )
    width = max(len(rule.name) for rule in proof.rulebook.rules)
    for rule in proof.rulebook.rules:
        yield f"{rule.name:{width}}  {rule.binding:9}  {_seen(proof, rule.name, rule.kind)}"


def exposure_by_severity(proof: Proof) -> Counter[int]:
    """Minutes of exposing work in the roster, by severity."""
    found: Counter[int] = Counter()
    for presence in proof.roster.values():
        for stretch in presence.stretches:
            if stretch.activity and stretch.exposes:
                found[stretch.activity.severity] += stretch.minutes
    return found


def _seen(proof: Proof, name: str, kind: Kind) -> str:
    if kind is Kind.SOFT:
        costs = proof.costs.get(name, {})
        told = [f"{level.replace('level', 'level ')}: {n}" for level, n in sorted(costs.items())]
        return "costs " + ", ".join(told) if told else "costs nothing: met in full"
    if name not in proof.felt and name in NEVER_ALONE:
        return f"refuses nothing alone: {NEVER_ALONE[name]}"
    if name not in proof.felt:
        return "NOT FELT: no edit was found that it alone refuses"
    refused = proof.felt[name]
    return f"refuses where {refused.said}: {refused.breach.said.said('en')}"


def _hard(rulebook: Rulebook) -> list[str]:
    return [rule.name for rule in rulebook.rules if rule.kind is not Kind.SOFT]


def _tell(progress: Progress) -> None:
    if progress.level1 is not None:
        click.echo(
            f"{progress.elapsed:6.1f} s  solving: {progress.level1}/{progress.level2}", err=True
        )


def _tell_found(name: str, refused: Refused) -> None:
    click.echo(f"          felt: {name}, where {refused.said}", err=True)
