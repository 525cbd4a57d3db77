"""A claim with all that is known of it, as the sourcing rules and the screens need it."""
