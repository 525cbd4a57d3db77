"""What the program knows of the English language, once for all rooms."""
