"""What was filed: files, importers, a service."""
