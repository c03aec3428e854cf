"""The programme's report to who finances it: protected tables and a text that names nobody, as PDF and as a workbook."""
