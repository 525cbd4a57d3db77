"""Knowledge of the English language, shared by all rooms."""
