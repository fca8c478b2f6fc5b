"""Arithmetic over statistics: `100 - {remarriage-not-immoral-women}`, in `Decimal`, without `eval`.

Python's own parser takes the expression apart; only numbers, the four operations, a sign, parentheses and (for
assertions) comparisons are let through.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation

from kerege.messages import say

_REFERENCE = re.compile(r"\{?([a-z][a-z0-9]*(?:[-.][a-z0-9]+)*)\}?")
_BRACED = re.compile(r"\{([a-z0-9.-]+)\}")
_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISONS: dict[type[ast.cmpop], Callable[[Decimal, Decimal], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_MAX_LENGTH = 500
_MAX_DIGITS = 30


class FormulaProblem(Exception):
    """A formula that cannot be computed; the message says why."""


def references(expression: str) -> tuple[str, ...]:
    """The statistics a formula is made from: `{id}` in a formula, bare ids in an assertion."""
    found = _BRACED.findall(expression) if "{" in expression else _REFERENCE.findall(expression)
    return tuple(dict.fromkeys(found))


def compute(expression: str, values: Mapping[str, Decimal]) -> Decimal | bool:
    """The result of a formula or, for a comparison, whether it holds.

    Raises:
        FormulaProblem: unknown statistic, a call or anything else that is not arithmetic, division by zero.
    """
    if len(expression) > _MAX_LENGTH:
        raise FormulaProblem(say("is too long"))
    names: dict[str, Decimal] = {}

    def name_for(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise FormulaProblem(say("names '{match}', which has no value", match=match[1]))
        name = f"v{len(names)}"
        names[name] = values[match[1]]
        return name

    pattern = _BRACED if "{" in expression else _REFERENCE
    try:
        tree = ast.parse(pattern.sub(name_for, expression).strip(), mode="eval")
        result = _value(tree.body, names)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaProblem(say("is not arithmetic")) from error
    except (DivisionByZero, InvalidOperation, ZeroDivisionError) as error:
        raise FormulaProblem(say("divides by zero")) from error
    except ArithmeticError as error:
        raise FormulaProblem(say("gives a number without bounds")) from error
    if isinstance(result, Decimal) and (not result.is_finite() or abs(result.adjusted()) > _MAX_DIGITS):
        raise FormulaProblem(say("gives a number without bounds"))
    return result


def _value(node: ast.expr, names: Mapping[str, Decimal]) -> Decimal | bool:
    match node:
        case ast.Constant(value=int() | float() as constant) if not isinstance(constant, bool):
            return Decimal(str(constant))
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -Decimal(_value(operand, names))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            return _OPERATIONS[type(op)](Decimal(_value(left, names)), Decimal(_value(right, names)))
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            return _COMPARISONS[type(op)](Decimal(_value(left, names)), Decimal(_value(right, names)))
    raise FormulaProblem(say("may hold only numbers, statistics, + - * / and parentheses"))
