"""Translations: the blocks of a chapter, which block of a translation belongs to which, and what has changed since.

`docs/<language>/` stays the truth that people edit; nothing here writes a chapter except at a person's command.
"""
