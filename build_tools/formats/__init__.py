"""One module for each family of formats: plain functions from a workspace to artifacts."""
