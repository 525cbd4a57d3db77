"""The inside of a web page: parsed, cut into blocks without losing a word of a line, and the blocks that are the article chosen."""
