"""Fourth step: jobs run in workers, and what is in the store does not run again."""
