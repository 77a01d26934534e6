"""What people take away: PDF, XLSX and CSV files. No domain: callers hand in templates, sheets and rows."""
