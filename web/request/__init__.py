"""What every request goes through: who asks, roles, forms, edit conflicts, errors, headers."""
