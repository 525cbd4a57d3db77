"""The commands: parse, call the desk, print."""
