"""The learner runtime, its pages and its packages, in a real browser."""
