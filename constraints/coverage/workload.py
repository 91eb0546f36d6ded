"""Person-minutes of an activity a day or a week."""

from collections.abc import Iterator

from pydantic import Field

from scheduler.rule import (
    Amount,
    Board,
    Cost,
    Day,
    Group,
    Length,
    Missing,
    Record,
    Soft,
    Words,
    WorkloadSpan,
    words,
)


class Workload(Soft):
    """So many person-minutes of an activity a day or week, beyond what coverage of it asks.

    Requires
        On the days of a workload target its activity gets as many person-minutes as the target
        says. What coverage of the activity asks for on these days counts towards it.

    Why
        Much work is not bound to a time of day: what counts is that it is done within the week.

    How it is counted
        Coverage is served first, and its missing minutes are coverage's own. With a target of W
        minutes on days on which coverage asks for C and misses S, and M minutes done there in all,
        missing are W - M - S where W is more than C, each at `missing_rate` on level 2, never
        fewer than none. Minutes beyond both, M + S less the larger of W and C, are surplus, each
        at `surplus_rate`. A missing minute costs at most what one of coverage does, so that
        nothing is gained by leaving coverage open.

    Source
        What the team asks for in its file.
    """

    name = "workload"
    group = Group.COVERAGE
    fills = True

    missing_rate: int = Field(10, ge=1, le=10, description="Tenths for a missing minute, 1 to 10.")
    surplus_rate: int = Field(
        1, ge=0, le=10, description="Tenths for a minute beyond target and coverage, 0 to 10."
    )

    def sentence(self) -> Words:
        """The rule in one sentence."""
        return words("Each workload target has its minutes, where limits allow.")

    def post(self, board: Board) -> None:
        """Missing and surplus minutes of each target with a day on the board."""
        days = set(board.days)
        for span in board.problem.workload:
            if board.whole or days.intersection(span.days):
                self._post_span(board, span)

    def _post_span(self, board: Board, span: WorkloadSpan) -> None:
        name = span.target.activity
        asked = board.problem.asked_by_coverage(span)
        done = Amount.total(
            part
            for day in span.days
            for part in (board.minutes_in_day(name, day), board.uncovered(name, day))
        ).all
        if span.minutes > asked:
            missing = board.excess(span.minutes - done, span.minutes)
            board.cost(2, missing, self.missing_rate, span.minutes)
            board.short(missing)
        if self.surplus_rate:
            most = len(board.people) * sum(
                board.clock.midnight(day + 1) - board.clock.midnight(day) for day in span.days
            )
            surplus = board.excess(done - max(span.minutes, asked), most)
            board.cost(2, surplus, self.surplus_rate, most)

    def weigh(self, record: Record) -> Iterator[Cost]:
        """What is missing and what is too much, target by target."""
        for span in record.problem.workload:
            asked, missed = record.problem.asked_by_coverage(span), 0
            for line in record.problem.coverage:
                if line.line.skill is None and _of(span, line.line.activity, line.day):
                    steps = record.staffing(line)
                    missed += sum((b - a) * max(0, line.wanted - there) for a, b, there in steps)
            done = sum(_done(record, span.target.activity, day) for day in span.days)
            beyond = done - (asked - missed)
            wanted = max(0, span.minutes - asked)
            if beyond < wanted:
                missing = self._said(record, span, wanted - beyond)
                yield Cost(
                    self.name, 2, missing.minutes * self.missing_rate, missing, missing.minutes
                )
            elif beyond > wanted and self.surplus_rate:
                yield Cost(self.name, 2, (beyond - wanted) * self.surplus_rate)

    @staticmethod
    def _said(record: Record, span: WorkloadSpan, minutes: int) -> Missing:
        clock = record.clock
        first, last = min(span.days), max(span.days)
        activity = record.problem.activities[span.target.activity].name
        wanted = Length(span.minutes)
        if first == last:
            said = words(
                "{activity}, {day}: {missing} missing of {wanted}.",
                activity=activity,
                day=Day(clock.date(first)),
                missing=Length(minutes),
                wanted=wanted,
            )
        else:
            said = words(
                "{activity}, {day} to {last}: {missing} missing of {wanted}.",
                activity=activity,
                day=Day(clock.date(first)),
                last=Day(clock.date(last)),
                missing=Length(minutes),
                wanted=wanted,
            )
        return Missing(
            start=clock.midnight(first),
            end=clock.midnight(last + 1),
            minutes=minutes,
            activity=span.target.activity,
            said=said,
        )


def _of(span: WorkloadSpan, activity: str, day: int) -> bool:
    return activity == span.target.activity and day in span.days


def _done(record: Record, activity: str, day: int) -> int:
    first, last = record.clock.midnight(day), record.clock.midnight(day + 1)
    return sum(
        min(end, last) - max(start, first) for start, end, _ in record.blocks_on(activity, day)
    )
