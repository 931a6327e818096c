"""A second, larger set of questions, by kind, each worked out from gold records in plain Python: see `world` and `kinds`."""
