"""The pages of a district's inventories."""
