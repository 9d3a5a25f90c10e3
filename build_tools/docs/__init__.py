"""Documents for authors and developers, and what writes the generated ones."""
