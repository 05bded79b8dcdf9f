"""Values entered by a workbook: the template of an agency and a period, and its upload."""
