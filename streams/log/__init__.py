"""Reading the record: ranges of events, a being's chain, a run's lineage."""
