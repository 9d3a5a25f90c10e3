"""The learner's runtime and theme: sources, bundle, and where the bundled files lie."""
