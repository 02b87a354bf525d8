"""Administrative papers: one value, `paper.Paper`, written as PDF, DOCX or XLSX."""
