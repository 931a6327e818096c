"""One reader per kind of file: bytes -> blocks (grids and the lines around them). Adding a kind touches one file."""
