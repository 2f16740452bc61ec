"""How far a task of the ledger has come."""

DUE, SECOND_LOOK_DUE, DONE = 0, 1, 2
