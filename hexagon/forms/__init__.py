"""Forms of the Hexagon: subjects, components, recommendations, rounds."""
