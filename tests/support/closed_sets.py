"""Finds in source text where code distinguishes the members of an enumeration, or the subclasses of a class."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

ENUMERATIONS = {"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"}
NODE_TYPES = (ast.ClassDef, ast.Compare, ast.Dict, ast.If, ast.IfExp, ast.Match)


@dataclass
class Module:
    """One file: its nodes that are checked here, and the module that each imported name comes from."""

    file: str
    nodes: list[ast.AST]
    imports: dict[str, tuple[str, str]]

    @classmethod
    def of(cls, file: str, text: str) -> "Module":
        nodes = list(ast.walk(ast.parse(text)))
        imports = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        return cls(file, [node for node in nodes if isinstance(node, NODE_TYPES)], imports)

    @property
    def name(self) -> str:
        """The name under which it is imported: `services` and `libs` are the roots of imports."""
        return self.file.removeprefix("services/").removeprefix("libs/").removesuffix(".py").replace("/", ".")


@dataclass
class Source:
    """All modules: the enumerations that they declare, by module and name, with their members; and the names of all
    classes."""

    modules: list[Module]
    enumerations: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, files: dict[str, str]) -> "Source":
        source = cls([Module.of(file, text) for file, text in files.items()])
        for module, node in source.nodes():
            if isinstance(node, ast.ClassDef):
                source.classes.add(node.name)
                if any(ast.unparse(base).split(".")[-1] in ENUMERATIONS for base in node.bases):
                    source.enumerations[module.name, node.name] = members_of(node)
        return source

    def nodes(self) -> Iterator[tuple[Module, ast.AST]]:
        return ((module, node) for module in self.modules for node in module.nodes)

    def member(self, module: Module, node: ast.AST | None) -> tuple[tuple[str, str], str] | None:
        """The enumeration and the member that an expression such as `ItemKind.REPEAL` or `parts.ItemKind.REPEAL`
        names."""
        if not isinstance(node, ast.Attribute):
            return None
        match node.value:
            case ast.Name(id=name):
                named = module.imports.get(name, (module.name, name))
            case ast.Attribute(value=ast.Name(id=package), attr=name):
                named = (".".join(module.imports.get(package, ("", package))).lstrip("."), name)
            case _:
                return None
        return (named, node.attr) if node.attr in self.enumerations.get(named, ()) else None


def members_of(enumeration: ast.ClassDef) -> set[str]:
    return {
        target.id
        for statement in enumeration.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def unguarded_matches(source: Source) -> list[str]:
    """Each `match` without a final `case _`, and each over a closed set whose `case _` is no `assert_never`."""
    findings = []
    for module, node in source.nodes():
        if not isinstance(node, ast.Match):
            continue
        last = node.cases[-1]
        patterns = [pattern for case in node.cases for pattern in alternatives(case.pattern)]
        if not (isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None and last.guard is None):
            findings.append(f"{module.file}:{node.lineno} has no `case _`")
        elif is_closed(source, module, patterns) and not refuses(last.body):
            findings.append(f"{module.file}:{node.lineno} has a `case _` that is no `assert_never`")
    return findings


def alternatives(pattern: ast.pattern) -> Iterator[ast.pattern]:
    if isinstance(pattern, ast.MatchOr):
        for alternative in pattern.patterns:
            yield from alternatives(alternative)
    elif not (isinstance(pattern, ast.MatchAs) and pattern.pattern is None):
        yield pattern


def is_closed(source: Source, module: Module, patterns: list[ast.pattern]) -> bool:
    """Whether the cases are members of an enumeration, or only classes that are declared in these modules."""
    if any(isinstance(pattern, ast.MatchValue) and source.member(module, pattern.value) for pattern in patterns):
        return True
    named = [ast.unparse(pattern.cls).split(".")[-1] for pattern in patterns if isinstance(pattern, ast.MatchClass)]
    return bool(named) and len(named) == len(patterns) and set(named) <= source.classes


def refuses(body: list[ast.stmt]) -> bool:
    (first, *more) = body
    called = first.value.func if isinstance(first, ast.Expr) and isinstance(first.value, ast.Call) else None
    return not more and isinstance(called, ast.Name) and called.id == "assert_never"


def chains(source: Source) -> list[str]:
    """Each `if … elif …`, or conditional expression, that compares with members of one enumeration more than once."""
    findings = []
    for module, node in source.nodes():
        if isinstance(node, ast.If | ast.IfExp) and (enumerations := compared(source, module, node.test)):
            others = node.orelse if isinstance(node, ast.If) else [node.orelse]
            if any(
                isinstance(branch, ast.If | ast.IfExp) and compared(source, module, branch.test) & enumerations
                for branch in others
            ):
                findings.append(
                    f"{module.file}:{node.lineno} compares with members of one enumeration repeatedly: use `match`"
                )
    return findings


def compared(source: Source, module: Module, test: ast.AST) -> set[tuple[str, str]]:
    """The enumerations whose members the expression compares something with."""
    sides = [
        side for node in ast.walk(test) if isinstance(node, ast.Compare) for side in (node.left, *node.comparators)
    ]
    parts = [
        part for side in sides for part in (side.elts if isinstance(side, ast.Tuple | ast.Set | ast.List) else [side])
    ]
    return {member[0] for part in parts if (member := source.member(module, part))}


def compared_anywhere(source: Source, enumeration: str) -> list[str]:
    """Where code compares with a single member of the enumeration, and so treats all other members alike."""
    return [
        f"{module.file}:{node.lineno}"
        for module, node in source.nodes()
        if isinstance(node, ast.Compare) and enumeration in {name for _, name in compared(source, module, node)}
    ]


def incomplete_tables(source: Source) -> list[str]:
    """Each dictionary literal with members of an enumeration as keys that leaves some of them out."""
    findings = []
    for module, node in source.nodes():
        if not isinstance(node, ast.Dict):
            continue
        keys: dict[tuple[str, str], set[str]] = {}
        for key in node.keys:
            if (member := source.member(module, key)) is not None:
                keys.setdefault(member[0], set()).add(member[1])
        for enumeration, named in keys.items():
            if left_out := source.enumerations[enumeration] - named:
                findings.append(
                    f"{module.file}:{node.lineno} leaves out {', '.join(sorted(left_out))} of {'.'.join(enumeration)}"
                )
    return findings
