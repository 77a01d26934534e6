"""Speed, memory and queries against their targets, as ratios to a floor measured in the same run: `script/bench`."""
