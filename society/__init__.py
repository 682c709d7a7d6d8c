"""society puts the packages together: settings, addresses, processes, experiments, operations."""
