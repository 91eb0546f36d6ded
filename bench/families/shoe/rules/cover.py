"""The product's coverage, on coarse boards for people who are alike."""

from bench.families.shoe.rules.counting import people
from constraints.coverage.coverage import Coverage
from scheduler.rule import Board


class Cover(Coverage):
    """Coverage as the product has it, but that a plan counts people and not each one's minutes.

    How it is counted
        What is missing is weighed by the product's rule. Of each person's minutes the product's
        coarse form has a variable for every slot and activity: of sixty people who are alike, sixty
        times what one count says.
    """

    def post(self, board: Board) -> None:
        """What is missing of the counts; on boards of slots the product's own form."""
        if not board.coarse:
            super().post(board)
            return
        for span in board.problem.coverage:
            wanted = span.wanted
            for piece in board.pieces(span.day):
                if span.start <= piece.start and piece.end <= span.end:
                    there = people(board, span.line.activity, piece)
                    below = board.excess(wanted - there, wanted)
                    board.cost(1, below, piece.minutes, wanted)
                    board.cost(2, below, piece.minutes * self.missing_rate, wanted)
                    board.short(below * piece.minutes)
