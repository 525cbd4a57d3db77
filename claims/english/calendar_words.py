"""The days of the week and the months, in lower case."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
DAYS_AND_MONTHS = frozenset((*DAYS, *MONTHS))
