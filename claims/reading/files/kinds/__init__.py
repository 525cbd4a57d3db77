"""The formats, a module each; ``refused`` has those that are not read. Whatever a module lists as FORMATS is in the table of formats.

A module loads the library of its format only when a file comes: every command that names the formats loads these modules.
"""
