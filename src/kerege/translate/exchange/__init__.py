"""Translations out to the programs of translators and back: PO, XLIFF 1.2, a Word table; reviewed pairs as TMX.

A text goes out with an id that holds the digest of its original and the fingerprint of its translation, so that what
comes back is known again, and an edit made in the report meanwhile is seen. What comes back is judged whole before
anything is written.
"""
