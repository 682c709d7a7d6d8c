"""Pictures made of text: what a seed looks like. Plain Python, no Django, no image file."""
