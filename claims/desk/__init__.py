"""What people do: one function an action, each one transaction. The command line and the web desk reach the store through it alone."""
