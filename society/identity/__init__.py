"""Who somebody is and how she proves it: passwords, tokens, keys, second factors; and who changed what of it."""
