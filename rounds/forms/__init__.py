"""Forms of rounds: seating and moving on, ballots, agreeing, paper ballots."""
