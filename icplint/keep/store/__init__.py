"""The store of scheduled scans: ledger, history and evidence, in SQLite or PostgreSQL. Start reading at `ledger`."""
