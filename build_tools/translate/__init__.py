"""Translated kits: what there is to translate, the files of the translators, and how far they are."""
