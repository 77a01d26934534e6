"""What people take away: PDF, DOCX, XLSX and CSV files. No domain: callers hand in templates, blocks and rows."""
