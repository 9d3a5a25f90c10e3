"""One module for each foreign tool: probe apart from run."""
