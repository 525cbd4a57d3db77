"""The only home of SQL. Every other room is handed model objects."""
