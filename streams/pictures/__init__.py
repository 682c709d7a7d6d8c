"""Pictures that people upload, made safe: decoded within bounds and written anew. No Django; the only room that knows Pillow."""

from streams.pictures.cleaning import BadPicture, Cleaned, clean

__all__ = ["BadPicture", "Cleaned", "clean"]
