"""The whole data of a district as one file."""
