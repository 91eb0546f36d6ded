"""Small changes of a rule's file that its tests must notice, one at a time.

A comparison becomes its neighbour and its opposite, a number one more and one less, a condition its
opposite; plus and minus, `and` and `or`, `min` and `max`, `any` and `all` change places.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
PLAIN = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.NamedExpr)


@dataclass(frozen=True)
class Mutant:
    """One change: where it is, how it reads, and the whole module with it.

    function: the outermost function, as `MaxStint.post`; empty for a constant of the module.
    change: `before -> after` of the smallest readable part, numbered where one function has two.
    constants: the module's assignments with the change, to be run again in the module.
    """

    function: str
    line: int
    change: str
    code: CodeType
    constants: CodeType


@dataclass(frozen=True)
class _Edit:
    """A field of a syntax node, or one place of a field that is a list, and its new content."""

    owner: ast.AST
    field: str
    new: object
    place: int | None = None

    def swap(self) -> "_Edit":
        """Make the edit; gives the edit that undoes it."""
        if self.place is None:
            old = getattr(self.owner, self.field)
            setattr(self.owner, self.field, self.new)
        else:
            content = getattr(self.owner, self.field)
            old, content[self.place] = content[self.place], self.new
        return _Edit(self.owner, self.field, old, self.place)


def mutants(source: str, filename: str) -> Iterator[Mutant]:
    """Every mutant of a module's functions and constants, in the order of the file."""
    tree = ast.parse(source, filename)
    seen: Counter[tuple[str, str]] = Counter()
    for function, body in _bodies(tree):
        for node, parent in (pair for part in body for pair in _walk(part, part)):
            for edit in _edits(node):
                before = _shown(node, parent)
                undo = edit.swap()
                change = f"{before} -> {_shown(node, parent)}"
                seen[function, change] += 1
                if seen[function, change] > 1:
                    change += f" ({seen[function, change]})"
                yield Mutant(
                    function=function,
                    line=getattr(node, "lineno", getattr(parent, "lineno", 0)),
                    change=change,
                    code=compile(_complete(tree), filename, "exec"),
                    constants=compile(_complete(_constants(tree)), filename, "exec"),
                )
                undo.swap()


def _complete(tree: ast.Module) -> ast.Module:
    return ast.fix_missing_locations(tree)


def _constants(tree: ast.Module) -> ast.Module:
    assigned = [part for part in tree.body if isinstance(part, ast.Assign)]
    return ast.Module(body=list(assigned), type_ignores=[])


def _bodies(
    tree: ast.Module | ast.ClassDef, inside: str = ""
) -> Iterator[tuple[str, list[ast.stmt]]]:
    """The outermost functions by their qualified names, and the module's own assignments."""
    for part in tree.body:
        if isinstance(part, ast.FunctionDef):
            yield inside + part.name, part.body
        elif isinstance(part, ast.ClassDef):
            yield from _bodies(part, f"{inside}{part.name}.")
        elif isinstance(part, ast.Assign) and not inside:
            yield "", [part]


def _walk(node: ast.AST, parent: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Each node with the expression or statement that it is read in."""
    yield node, parent
    here = parent if isinstance(node, ast.keyword | ast.UnaryOp | ast.Slice) else node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.keyword) and child.arg == "strict":
            continue  # `zip` guards with it against a fault elsewhere
        yield from _walk(child, here)


def _shown(node: ast.AST, parent: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        node = parent
    if isinstance(node, ast.If | ast.While):
        node = node.test
    return ast.unparse(node).strip()


def _edits(node: ast.AST) -> Iterator[_Edit]:
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                for other in COMPARISONS[type(op)]:
                    yield _Edit(node, "ops", other(), place)
        case ast.Constant(value=bool(value)):
            yield _Edit(node, "value", not value)
        case ast.Constant(value=int(value)):
            yield _Edit(node, "value", value + 1)
            yield _Edit(node, "value", value - 1)
        case ast.BinOp(op=op) | ast.AugAssign(op=op) | ast.BoolOp(op=op) if type(op) in OPERATORS:
            yield _Edit(node, "op", OPERATORS[type(op)]())
        case ast.Call(func=ast.Name(id=name) as func) if name in NAMES:
            yield _Edit(func, "id", NAMES[name])
        case _:
            yield from _conditions(node)


def _conditions(node: ast.AST) -> Iterator[_Edit]:
    match node:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield _Edit(node, "operand", _opposite(operand))
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            if isinstance(test, PLAIN):
                yield _Edit(node, "test", _opposite(test))
        case ast.comprehension(ifs=tests):
            for place, test in enumerate(tests):
                if isinstance(test, PLAIN):
                    yield _Edit(node, "ifs", _opposite(test), place)
        case _:
            pass


def _opposite(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(op=ast.Not(), operand=test)
