"""The sample that ships with the product: one article about an invented town, its sources, and claims checked before."""
