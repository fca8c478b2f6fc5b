"""Withdrawn means gone: a person takes her words back, and every trace of them leaves the report's folder.

`records.py` takes a record out of a YAML file by node, `chapters.py` its
blocks and fragments out of chapters, `exchange.py` what translations and exports remember, `traces.py` searches everything
again. Rebuildable files (build, caches) go first, the sources are written all or none, so that a stopped command loses
nothing and can be run again.
"""
