"""The inside of a Word file: its document.xml walked in the order in which a reader meets the words."""
