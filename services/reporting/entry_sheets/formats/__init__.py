"""How the workbook is written and read."""
