"""A run's one writer: lease, inbox, numbers, stores, step commit, digest, snapshots, driver."""
