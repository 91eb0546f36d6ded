"""The port that every rule implements, what a rule says, and the book of a team's rules."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from scheduler.amount import Amount, Expression
from scheduler.bars import Bars
from scheduler.demand import Weekday
from scheduler.intervals import Interval, cut, uncovered
from scheduler.presence import Presence, Stretch
from scheduler.problem import CoverageSpan, PlacedShape, Problem, WorkloadSpan
from scheduler.record import Record
from scheduler.sharing import PARTS, Shares, does_less, event_dates, refused, rests
from scheduler.team import Activity, Identifier, Person, UrgentUse
from scheduler.windows import windows
from scheduler.words import Clocked, Day, Length, Value, Weekdays, Words, words

if TYPE_CHECKING:
    from scheduler.board import Board, FreeCell, Piece
else:
    # Rules only name these in annotations, and whoever checks a roster needs no OR-Tools.
    Board = FreeCell = Piece = object

__all__ = [
    "PARTS",
    "Activity",
    "Adopted",
    "Amount",
    "Bars",
    "Board",
    "Breach",
    "Clocked",
    "Cost",
    "CoverageSpan",
    "Day",
    "Expression",
    "FreeCell",
    "Group",
    "Hard",
    "Identifier",
    "Interval",
    "Kind",
    "Length",
    "Mandatory",
    "Missing",
    "Person",
    "Piece",
    "PlacedShape",
    "Presence",
    "Problem",
    "Record",
    "Rule",
    "Rulebook",
    "Shares",
    "Soft",
    "Stretch",
    "UrgentUse",
    "Value",
    "Weekday",
    "Weekdays",
    "Words",
    "WorkloadSpan",
    "cut",
    "does_less",
    "event_dates",
    "refused",
    "rests",
    "uncovered",
    "windows",
    "words",
]


class Group(StrEnum):
    """The seven folders of rules."""

    EXPOSURE = "exposure"
    BREAKS = "breaks"
    REST = "rest"
    PEOPLE = "people"
    COVERAGE = "coverage"
    FAIRNESS = "fairness"
    CHANGE = "change"

    @property
    def protected(self) -> bool:
        """Whether its rules protect a person, so that no loosening is silent."""
        return self in {Group.EXPOSURE, Group.BREAKS, Group.REST, Group.PEOPLE}


class Kind(StrEnum):
    """How far a rule binds."""

    MANDATORY = "mandatory"
    HARD = "hard"
    SOFT = "soft"
    OFF = "off"


@dataclass(frozen=True)
class Breach:
    """One place where a roster breaks one rule.

    start, end: elapsed minutes. said: the sentence with its figures. private: whether it rests on
    what only the person knows; then nobody else is told which rule it is.
    """

    rule: str
    person: str | None
    start: int
    end: int
    said: Words
    private: bool = False

    @property
    def public_rule(self) -> str:
        """The rule's name as anybody may read it."""
        return "availability" if self.private else self.rule

    @property
    def public_words(self) -> Words:
        """The sentence as anybody may read it."""
        return words("Not available for this work then.") if self.private else self.said


@dataclass(frozen=True)
class Missing:
    """What a shortfall is about: minutes missing in [start, end), of which work, how many."""

    start: int
    end: int
    minutes: int
    said: Words
    activity: str | None = None
    wanted: int | None = None
    planned: int | None = None


@dataclass(frozen=True)
class Cost:
    """What a soft rule adds to a level of the objective, in whole numbers.

    Level 1 counts minutes; level 2 tenths of a target minute. short: person-minutes of demand that
    are not covered, each counted in one cost only.
    """

    rule: str
    level: Literal[1, 2]
    amount: int
    missing: Missing | None = None
    short: int = 0


class Rule(BaseModel, ABC):
    """One limit or wish: its parameters are fields whose ranges end at the ceiling or floor.

    name: as in team files. looks: `slots` where it sees blocks inside a shift, `days` where shift
    and minutes are enough. tighter: for each number, which way is stricter, so that a looser one
    than recommended can be said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ClassVar[str]
    group: ClassVar[Group]
    kind: ClassVar[Kind]
    tighter: ClassVar[Mapping[str, Literal["lower", "higher"]]] = {}
    # Settings in which the team names kinds of shifts.
    names_kinds: ClassVar[tuple[str, ...]] = ()
    # Whether what the rule asks for may lie anywhere in a day, and so is placed after the rest.
    fills: ClassVar[bool] = False
    # Whether it costs so little and takes so many variables that a first roster does without it.
    polishes: ClassVar[bool] = False
    # Whether it lays out every shift of a plan (`Board.lay_out`), so that nothing is placed in one.
    whole_shifts: ClassVar[bool] = False
    # Whether `check` looks at several people at the same moment. If not, what it says of a person
    # is the same whatever the others do.
    together: ClassVar[bool] = False

    @property
    def in_force(self) -> bool:
        """Whether the team has the rule at all."""
        return True

    @property
    def binding(self) -> Kind:
        """How far it binds the team whose rule it is; off where it is not in force."""
        return self.kind if self.in_force else Kind.OFF

    @abstractmethod
    def sentence(self) -> Words:
        """What the rule asks, in one sentence with its numbers."""

    def bar(self, problem: Problem, bars: Bars) -> None:
        """Say what is not possible at all: a person's shift, or an activity, in an interval."""
        del problem, bars

    def post(self, board: Board) -> None:
        """Put the rule's constraints or costs on a board, in the board's look.

        A rule that only bars has nothing to post.
        """
        del board

    def check(self, record: Record) -> Iterator[Breach]:
        """Every place where a roster breaks the rule. Computed without the solver."""
        del record
        return iter(())

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What the roster costs by this rule. Computed without the solver."""
        del record
        return iter(())

    def among(self, book: "Rulebook") -> "Rule":
        """The rule as it reads beside the others of a book; most read alike in any."""
        del book
        return self

    def conflicts(self, book: "Rulebook") -> Iterator[tuple[str, Words]]:
        """Settings that make no sense together: the field, and what would make it right.

        Each number is within its range here; what cannot be kept at all is said, not repaired.
        """
        del book
        return iter(())

    # Facts that other parts of the board need before any rule is posted.

    def unpaid_minutes(self, shift_minutes: int) -> int:
        """Unpaid break minutes that a shift of this length holds."""
        del shift_minutes
        return 0

    def longest_run(self, severity: int, grid: int) -> int | None:
        """Longest run of exposing minutes on the grid, if the rule limits it."""
        del severity, grid
        return None

    def shortest_gap(self, grid: int) -> int | None:
        """Fewest minutes between two exposing runs on the grid, if the rule asks for it."""
        del grid
        return None

    def accompanied_weeks(self) -> int:
        """Weeks from the start date in which a mentor is beside somebody new; 0 without."""
        return 0

    def daily_cap(self, problem: Problem, person: Person, day: int) -> int | None:
        """Most exposing minutes that the team gives the person on a day, if the rule limits them.

        What only the person knows, and what is given back, is left out.
        """
        del problem, person, day
        return None

    def cuts(self, problem: Problem, day: int) -> Iterable[int]:
        """Moments of a day at which the rule changes, in elapsed minutes."""
        del problem, day
        return ()

    @classmethod
    def binds_and_protects(cls) -> bool:
        """Whether it protects a person and binds, so that loosening it takes its time."""
        return cls.group.protected and cls.kind is not Kind.SOFT

    def looser_than(self, other: "Rule") -> Iterator[str]:
        """The settings in which it is looser than another of its kind; all else is as strict."""
        for field, direction in self.tighter.items():
            mine, theirs = getattr(self, field), getattr(other, field)
            if (mine > theirs) if direction == "lower" else (mine < theirs):
                yield field

    def looser(self) -> Iterator[str]:
        """The settings that are looser than recommended, as `minutes 60 (recommended 45)`."""
        usual = type(self)()
        # Of the numbers alone: what else there is has words of its own.
        for field in Rule.looser_than(self, usual):
            yield f"{field} {getattr(self, field)} (recommended {getattr(usual, field)})"


class Mandatory(Rule):
    """A rule that no team can leave out."""

    kind = Kind.MANDATORY


class Hard(Rule):
    """A rule that a team may switch off, with notice where it protects people."""

    kind = Kind.HARD
    active: bool = True

    @property
    def in_force(self) -> bool:
        """Whether the team has not switched it off."""
        return self.active

    def looser_than(self, other: Rule) -> Iterator[str]:
        """The settings in which it is looser; that it is switched off is one."""
        if other.in_force and not self.active:
            yield "active"
        yield from super().looser_than(other)

    def looser(self) -> Iterator[str]:
        """The settings that are looser than recommended; switched off is one."""
        if not self.active:
            yield "switched off"
            return
        yield from super().looser()


class Adopted(Rule):
    """A rule that no team has unless it adopts it; what it allows is a loosening of others."""

    kind = Kind.OFF
    active: bool = False

    @property
    def in_force(self) -> bool:
        """Whether the team has adopted it."""
        return self.active

    @property
    def binding(self) -> Kind:
        """Like a hard rule once it is adopted."""
        return Kind.HARD if self.active else Kind.OFF

    def looser_than(self, other: Rule) -> Iterator[str]:
        """The settings in which it is looser; that it is adopted is one."""
        if self.active and not other.in_force:
            yield "active"
        yield from super().looser_than(other)

    def looser(self) -> Iterator[str]:
        """That it is switched on, and then the settings that are looser than recommended."""
        if self.active:
            yield "switched on"
            yield from super().looser()


class Soft(Rule):
    """A rule that costs where it is not met."""

    kind = Kind.SOFT
    active: bool = True

    @property
    def in_force(self) -> bool:
        """Whether the team has not switched it off."""
        return self.active


class Rulebook:
    """A team's rules, in the catalogue's order. It cannot exist without the mandatory ones.

    Raises ValueError where a mandatory rule of the catalogue is missing, one comes twice, or one
    was made past its ranges, as pydantic's `model_construct` and `model_copy` allow.
    """

    def __init__(self, rules: Iterable[Rule], catalogue: Iterable[type[Rule]]) -> None:
        given: dict[str, Rule] = {}
        for rule in rules:
            if rule.name in given:
                raise ValueError(f"rule {rule.name} is given twice")
            type(rule).model_validate(dict(rule))
            given[rule.name] = rule
        self._catalogue = order = tuple(catalogue)
        for kind in order:
            if kind.kind is Kind.MANDATORY and type(given.get(kind.name)) is not kind:
                raise ValueError(f"rule {kind.name} is mandatory and missing")
        self.all = tuple(given[kind.name] for kind in order if kind.name in given)
        self.rules = tuple(rule for rule in self.all if rule.in_force)
        self.rules = tuple(rule.among(self) for rule in self.rules)

    @property
    def whole_shifts(self) -> bool:
        """Whether a rule lays out every shift of a plan, so that nothing is placed in one."""
        return any(rule.whole_shifts for rule in self.rules)

    def rough(self) -> "Rulebook":
        """The book without the soft rules that only polish a roster."""
        return Rulebook((rule for rule in self.all if not rule.polishes), self._catalogue)

    def bars(self, problem: Problem) -> Bars:
        """All that the rules bar outright for a problem."""
        bars = Bars()
        for rule in self.rules:
            rule.bar(problem, bars)
        return bars

    def check(
        self,
        record: Record,
        *,
        together: bool | None = None,
        names: Collection[str] | None = None,
    ) -> list[Breach]:
        """Every breach of every rule, in time order.

        together: of the rules that look at several people at once alone, or of the others alone.
        names: of the rules with these names alone.
        """
        asked = [
            rule
            for rule in self.rules
            if (together is None or rule.together == together)
            and (names is None or rule.name in names)
        ]
        breaches = [breach for rule in asked for breach in rule.check(record)]
        return sorted(breaches, key=lambda b: (b.start, b.rule, b.person or ""))

    def weigh(self, record: Record) -> list[Cost]:
        """Every cost of every rule, in the catalogue's order."""
        return [cost for rule in self.rules for cost in rule.weigh(record)]

    def unpaid_minutes(self, shift_minutes: int) -> int:
        """Unpaid break minutes in a shift of this length."""
        return sum(rule.unpaid_minutes(shift_minutes) for rule in self.rules)

    def longest_run(self, severity: int, grid: int) -> int | None:
        """Longest exposing run on the grid by all rules, None without a limit."""
        found = [r for rule in self.rules if (r := rule.longest_run(severity, grid)) is not None]
        return min(found, default=None)

    def shortest_gap(self, grid: int) -> int:
        """Fewest minutes between two exposing runs on the grid; at least one slot."""
        found = [g for rule in self.rules if (g := rule.shortest_gap(grid)) is not None]
        return max(found, default=grid)

    def accompanied_weeks(self) -> int:
        """Weeks from the start date in which a mentor is beside somebody new, by all rules."""
        return max((rule.accompanied_weeks() for rule in self.rules), default=0)

    def daily_cap(self, problem: Problem, person: Person, day: int) -> int | None:
        """The lowest cap that a rule gives the person on a day, None without any."""
        found = [rule.daily_cap(problem, person, day) for rule in self.rules]
        return min((cap for cap in found if cap is not None), default=None)

    def looser(self) -> list[str]:
        """Protected settings looser than recommended, as `rules.wind_down: switched off`."""
        return [
            f"rules.{rule.name}: {how}"
            for rule in self.all
            if rule.group.protected
            for how in rule.looser()
        ]

    def settings(self) -> dict[str, Any]:
        """Each rule's settings by name, as a team file has them."""
        return {rule.name: rule.model_dump(mode="json") for rule in self.all}
