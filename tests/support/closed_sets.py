"""Finds in source text where it distinguishes the members of an enumeration, or the classes of a family."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

ENUMERATIONS = {"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"}
NODE_TYPES = (ast.ClassDef, ast.Compare, ast.Dict, ast.If, ast.IfExp, ast.Match)


@dataclass
class Module:
    """One file: the nodes that matter here, and from which module each imported name comes."""

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
        """As it is imported: `services` and `libs` are where imports begin."""
        return self.file.removeprefix("services/").removeprefix("libs/").removesuffix(".py").replace("/", ".")


@dataclass
class Source:
    """All modules together: the enumerations that they declare, by module and name, with their members; and the names
    of all classes."""

    modules: list[Module]
    enumerations: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, texts: dict[str, str]) -> "Source":
        source = cls([Module.of(file, text) for file, text in texts.items()])
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


def members_of(declared: ast.ClassDef) -> set[str]:
    return {
        target.id
        for statement in declared.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }


def unguarded_matches(source: Source) -> list[str]:
    """Each `match` that has no last `case _`, or has one that does not refuse what a closed set does not hold."""
    found = []
    for module, node in source.nodes():
        if not isinstance(node, ast.Match):
            continue
        last = node.cases[-1]
        patterns = [pattern for case in node.cases for pattern in alternatives(case.pattern)]
        if not (isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None and last.guard is None):
            found.append(f"{module.file}:{node.lineno} has no `case _`")
        elif is_closed(source, module, patterns) and not refuses(last.body):
            found.append(f"{module.file}:{node.lineno} has a `case _` that is no `assert_never`")
    return found


def alternatives(pattern: ast.pattern) -> Iterator[ast.pattern]:
    if isinstance(pattern, ast.MatchOr):
        for one in pattern.patterns:
            yield from alternatives(one)
    elif not (isinstance(pattern, ast.MatchAs) and pattern.pattern is None):
        yield pattern


def is_closed(source: Source, module: Module, patterns: list[ast.pattern]) -> bool:
    """Whether the cases are members of an enumeration, or none but classes that are declared here."""
    if any(isinstance(one, ast.MatchValue) and source.member(module, one.value) for one in patterns):
        return True
    named = [ast.unparse(one.cls).split(".")[-1] for one in patterns if isinstance(one, ast.MatchClass)]
    return bool(named) and len(named) == len(patterns) and set(named) <= source.classes


def refuses(body: list[ast.stmt]) -> bool:
    (first, *more) = body
    called = first.value.func if isinstance(first, ast.Expr) and isinstance(first.value, ast.Call) else None
    return not more and isinstance(called, ast.Name) and called.id == "assert_never"


def chains(source: Source) -> list[str]:
    """Each `if … elif …`, or expression like it, that compares twice or more with members of one enumeration."""
    found = []
    for module, node in source.nodes():
        if isinstance(node, ast.If | ast.IfExp) and (enumerations := compared(source, module, node.test)):
            others = node.orelse if isinstance(node, ast.If) else [node.orelse]
            if any(
                isinstance(one, ast.If | ast.IfExp) and compared(source, module, one.test) & enumerations
                for one in others
            ):
                found.append(
                    f"{module.file}:{node.lineno} compares with members of one enumeration repeatedly: use `match`"
                )
    return found


def compared(source: Source, module: Module, test: ast.AST) -> set[tuple[str, str]]:
    """The enumerations with whose members the expression compares something."""
    sides = [
        side for node in ast.walk(test) if isinstance(node, ast.Compare) for side in (node.left, *node.comparators)
    ]
    parts = [
        part for side in sides for part in (side.elts if isinstance(side, ast.Tuple | ast.Set | ast.List) else [side])
    ]
    return {member[0] for part in parts if (member := source.member(module, part))}


def compared_anywhere(source: Source, enumeration: str) -> list[str]:
    """Where something is compared with a member of the enumeration, so that every other member is treated alike."""
    return [
        f"{module.file}:{node.lineno}"
        for module, node in source.nodes()
        if isinstance(node, ast.Compare) and enumeration in {name for _, name in compared(source, module, node)}
    ]


def incomplete_tables(source: Source) -> list[str]:
    """Each dictionary written out by members of an enumeration that leaves some of them out."""
    found = []
    for module, node in source.nodes():
        if not isinstance(node, ast.Dict):
            continue
        keys: dict[tuple[str, str], set[str]] = {}
        for key in node.keys:
            if (member := source.member(module, key)) is not None:
                keys.setdefault(member[0], set()).add(member[1])
        for enumeration, named in keys.items():
            if left_out := source.enumerations[enumeration] - named:
                found.append(
                    f"{module.file}:{node.lineno} leaves out {', '.join(sorted(left_out))} of {'.'.join(enumeration)}"
                )
    return found
