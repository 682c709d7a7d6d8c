"""A person's own login: what she has set, how she proves who she is, where she is signed in."""
