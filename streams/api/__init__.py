"""REST for the record: the envelope, errors, paging and run resolution that every API shares; runs and receipts."""
