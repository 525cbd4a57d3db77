"""The JSON that scripts read, as the contract says: the same from the command line and over HTTP. One shape for each kind of answer."""
