"""Word files: walks document.xml in the order in which a reader meets the words."""
