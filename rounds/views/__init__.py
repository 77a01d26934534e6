"""Pages of rounds, for whichever app owns what is rated."""
