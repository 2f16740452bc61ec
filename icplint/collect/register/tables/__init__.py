"""A register's file -> records with their place: CSV, workbook, JSON, JSON lines, TOML."""
