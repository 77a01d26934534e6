"""The pictures of the README's tour, taken by `script/screenshots`."""
