"""streams is the record: what was said and what happened. It knows nothing of a town or of minds."""
