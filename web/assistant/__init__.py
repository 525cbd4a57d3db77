"""An assistant's door to the desk, read-only: tools and resources of the Model Context Protocol, by the optional requirement ``mcp``."""
