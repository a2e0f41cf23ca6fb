"""Named formulas run over a frame: as columns, and where columns cannot decide, in fractions."""

from kaohe.core.program.column import Column
from kaohe.core.program.compiler import Compiler
from kaohe.core.program.exact import Lacking, Mark, evaluate
from kaohe.core.program.program import Program

__all__ = ["Column", "Compiler", "Lacking", "Mark", "Program", "evaluate"]
