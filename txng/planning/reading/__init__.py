"""Plans read from papers: plain text, DOCX and XLSX become one value; nothing is stored here."""
