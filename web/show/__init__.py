"""How the desk displays things: words, filters, timelines, differences, templates."""
