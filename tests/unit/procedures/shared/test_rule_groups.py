"""Notes and refusals of an import by rule."""

from procedures.shared.domain.rule_groups import FIRST, NotedRow, RuleGroups, described


def noted(line: int, column: str = "name") -> NotedRow:
    return NotedRow(line, f"1.00000{line}", f"Thủ tục {line}", column, "x" * 300)


def test_refusals_come_first_then_what_needs_a_look_each_with_its_first_rows() -> None:
    groups = RuleGroups({"text-spaces"})
    for line in range(1, FIRST + 3):
        groups.add("text-spaces", noted(line), 2, refuses=False)
        groups.add("fee-unreadable", noted(line), refuses=False)
    groups.add("code-missing", noted(9), refuses=True)
    listed = groups.all()
    assert [(group.rule, group.refuses, group.act, group.rows, group.occurrences) for group in listed] == [
        ("code-missing", True, True, 1, 1),
        ("fee-unreadable", False, True, FIRST + 2, FIRST + 2),
        ("text-spaces", False, False, FIRST + 2, 2 * (FIRST + 2)),
    ]
    assert [row.line for row in listed[1].first] == [1, 2, 3, 4, 5]


def test_a_row_that_meets_a_rule_in_two_columns_is_one_row() -> None:
    groups = RuleGroups(())
    groups.add("part-unreadable", noted(1, "steps"), refuses=False)
    groups.add("part-unreadable", noted(1, "papers"), refuses=False)
    (group,) = groups.all()
    assert (group.rows, group.occurrences, len(group.first)) == (1, 2, 1)


def test_the_text_names_rows_by_line_code_and_name_only_where_a_look_is_needed() -> None:
    groups = RuleGroups({"text-spaces"})
    groups.add("text-spaces", noted(1), refuses=False)
    for line in range(1, FIRST + 2):
        groups.add("fee-unreadable", noted(line), refuses=False)
    fees, spaces = map(described, groups.all())
    assert fees[0] == "note fee-unreadable: 6 rows, 6 occurrences"
    assert fees[1].startswith("  line 1: 1.000001 'Thủ tục 1': name: xxx")
    assert fees[-1] == "  … and 1 more rows"
    assert spaces == ["note text-spaces: 1 rows, 1 occurrences"]
