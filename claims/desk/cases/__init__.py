"""A claim with everything known about it, as the sourcing rules and the screens need it."""
