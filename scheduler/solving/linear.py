"""A board's model for the linear solvers: CP-SAT's proto turned into MathOpt's."""

import math
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.sat import cp_model_pb2
from ortools.sat.python import cp_model

FAR = 1 << 60
# An LP's value is exact to its tolerance; a whole-number bound is rounded up only past it.
TOLERANCE = 1e-4
# A tenth of a target minute: what costs less to use is worth being offered.
PRICED = 1.0
# A day of twelve people takes some 4,000. GLOP may go round in circles: its dual simplex did, for
# good, on one day in thirty that it was tried on.
DAYS_ITERATIONS = 40_000


@dataclass(frozen=True)
class Goal:
    """What to minimize: coefficients by variable index, and a constant."""

    terms: dict[int, int]
    constant: int


def goal_of(model: cp_model.CpModel, expression: cp_model.LinearExprT) -> Goal:
    """An expression of the model, flattened."""
    if isinstance(expression, int):
        return Goal({}, expression)
    model.minimize(expression)
    flat = model.proto.objective
    terms: dict[int, int] = {}
    for index, weight in zip(flat.vars, flat.coeffs, strict=True):
        # A negated literal -1 - v stands for 1 - v in boolean expressions, for -v in linear ones.
        column, sign = (index, 1) if index >= 0 else (-1 - index, -1)
        terms[column] = terms.get(column, 0) + sign * weight
    constant = round(flat.offset)
    model.proto.clear_objective()
    return Goal(terms, constant)


class LinearModel:
    """The linear form of a board's model, to be solved for one goal after another.

    Only what boards post is known: linear, at most one, exactly one, clauses. Raises TypeError for
    anything else: with a constraint left out there is still a bound, but no roster.

    counts: variables of more than two values that are whole in a plan.
    """

    def __init__(self, model: cp_model.CpModel, counts: Collection[int] = ()) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "model.pb")
            model.export_to_file(str(path))
            source = cp_model_pb2.CpModelProto.FromString(path.read_bytes())
        self._proto = model_pb2.ModelProto()
        columns = self._proto.variables
        domains = [variable.domain for variable in source.variables]
        columns.ids.extend(range(len(domains)))
        columns.lower_bounds.extend(domain[0] for domain in domains)
        columns.upper_bounds.extend(domain[-1] for domain in domains)
        # Minutes may be parts of minutes in a plan; choices of yes or no and counts are whole.
        whole = set(counts)
        self._choices = [
            tuple(domain) == (0, 1) or index in whole for index, domain in enumerate(domains)
        ]
        columns.integers.extend(self._choices)
        self._rows = 0
        for constraint in source.constraints:
            for low, high, terms in _rows(constraint):
                self._row(low, high, terms)

    def _row(self, low: float, high: float, terms: dict[int, int]) -> None:
        rows, matrix = self._proto.linear_constraints, self._proto.linear_constraint_matrix
        rows.ids.append(self._rows)
        rows.lower_bounds.append(low if low > -FAR else -math.inf)
        rows.upper_bounds.append(high if high < FAR else math.inf)
        order = sorted(terms)
        matrix.row_ids.extend([self._rows] * len(order))
        matrix.column_ids.extend(order)
        matrix.coefficients.extend(terms[index] for index in order)
        self._rows += 1

    def limit(self, goal: Goal, most: float) -> None:
        """From now on the goal's value stays at or below `most`."""
        self._row(-math.inf, most - goal.constant, goal.terms)

    def _whole(self, *, choices: bool) -> None:
        """Whether choices have to be whole (a plan) or not (a bound)."""
        self._integers(choices and whole for whole in self._choices)

    def _integers(self, whole: Iterable[bool]) -> None:
        """Say of each variable whether it has to be whole."""
        del self._proto.variables.integers[:]
        self._proto.variables.integers.extend(whole)

    def bound(self, goal: Goal) -> int:
        """No valid roster is below this: the LP's value, rounded up to a whole number.

        0 where the LP was not solved: every cost is at least 0.
        """
        self._whole(choices=False)
        result = self._solve(goal, mathopt.SolverType.GLOP, mathopt.SolveParameters())
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return 0
        value = float(result.termination.objective_bounds.dual_bound)
        if not math.isfinite(value):
            return 0
        return max(0, math.ceil(value - TOLERANCE * max(1.0, abs(value) / 1000)))

    def idle(self, goal: Goal, among: Collection[int]) -> list[int]:
        """The choices that the goal's LP leaves at 0, and would not take without loss.

        Empty where the LP was not solved within its iterations.
        """
        self._whole(choices=False)
        parameters = mathopt.SolveParameters(iteration_limit=DAYS_ITERATIONS)
        result = self._solve(goal, mathopt.SolverType.GLOP, parameters)
        values = _values(result)
        if values is None or not result.has_dual_feasible_solution():
            return []
        prices = {variable.id: price for variable, price in result.reduced_costs().items()}
        return [i for i in among if values[i] < TOLERANCE and prices.get(i, 0.0) > PRICED]

    def best(
        self, goal: Goal, *, among: Collection[int], nodes: int, gap: float
    ) -> Sequence[float] | None:
        """The values of a good solution with whole choices by SCIP, None where it found none.

        among: choices of which only those that the LP uses are offered, and which are made before
        the others: a plan is found several times faster so, and what is lost is found again when
        shifts are freed. Where the others cannot follow, all are open again. nodes: a reproducible
        limit on each search. gap: good enough, relative to the objective.
        """
        self._whole(choices=False)
        likely = _values(self._solve(goal, mathopt.SolverType.GLOP, mathopt.SolveParameters()))
        uppers, lowers = self._proto.variables.upper_bounds, self._proto.variables.lower_bounds
        open_to = {index: (lowers[index], uppers[index]) for index in among}
        for index in among:
            if likely is not None and likely[index] < TOLERANCE:
                uppers[index] = 0.0
        parameters = mathopt.SolveParameters(
            cuts=mathopt.Emphasis.OFF,
            node_limit=nodes,
            relative_gap_tolerance=gap,
            threads=1,
            random_seed=0,
        )
        first = set(among)
        self._integers(index in first for index in range(len(self._choices)))
        made = _values(self._solve(goal, mathopt.SolverType.GSCIP, parameters))
        self._whole(choices=True)
        if made is not None:
            for index in among:
                lowers[index] = uppers[index] = float(round(made[index]))
            found = _values(self._solve(goal, mathopt.SolverType.GSCIP, parameters))
            if found is not None:
                return found
        for index, (low, high) in open_to.items():
            lowers[index], uppers[index] = low, high
        return _values(self._solve(goal, mathopt.SolverType.GSCIP, parameters))

    def _solve(
        self, goal: Goal, solver: mathopt.SolverType, parameters: mathopt.SolveParameters
    ) -> mathopt.SolveResult:
        objective = self._proto.objective
        objective.Clear()
        objective.offset = goal.constant
        order = sorted(goal.terms)
        objective.linear_coefficients.ids.extend(order)
        objective.linear_coefficients.values.extend(goal.terms[index] for index in order)
        return mathopt.solve(mathopt.Model.from_model_proto(self._proto), solver, params=parameters)


def _values(result: mathopt.SolveResult) -> Sequence[float] | None:
    if not result.has_primal_feasible_solution():
        return None
    found = sorted((variable.id, value) for variable, value in result.variable_values().items())
    return [value for _, value in found]


def _rows(
    constraint: cp_model_pb2.ConstraintProto,
) -> Iterator[tuple[int, int, dict[int, int]]]:
    kind = constraint.WhichOneof("constraint")
    if constraint.enforcement_literal and kind != "bool_or":
        raise TypeError(f"a conditional {kind} has no linear form here")
    if kind == "linear":
        linear = constraint.linear
        terms: dict[int, int] = {}
        for index, weight in zip(linear.vars, linear.coeffs, strict=True):
            column, sign = (index, 1) if index >= 0 else (-1 - index, -1)
            terms[column] = terms.get(column, 0) + sign * weight
        yield linear.domain[0], linear.domain[-1], terms
    elif kind == "at_most_one":
        yield _clique(constraint.at_most_one.literals, -2 * FAR, 1)
    elif kind == "exactly_one":
        yield _clique(constraint.exactly_one.literals, 1, 1)
    elif kind == "bool_or":
        negated = [-1 - literal for literal in constraint.enforcement_literal]
        yield _clique([*constraint.bool_or.literals, *negated], 1, 2 * FAR)
    else:
        raise TypeError(f"{kind} has no linear form here")


def _clique(literals: Iterable[int], low: int, high: int) -> tuple[int, int, dict[int, int]]:
    """Between `low` and `high` literals are true, a negative one being 1 - variable."""
    terms: dict[int, int] = {}
    shift = 0
    for literal in literals:
        index, weight = (literal, 1) if literal >= 0 else (-1 - literal, -1)
        terms[index] = terms.get(index, 0) + weight
        shift += literal < 0
    return low - shift, high - shift, terms
