"""How things are shown: words, filters, timelines, differences, templates."""
