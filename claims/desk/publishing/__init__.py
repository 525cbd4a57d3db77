"""What goes on a claim's public page, and what visitors find."""
