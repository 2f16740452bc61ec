"""Where a run's sites are checked: in this process, or in several."""
