"""Live preview: an edition in the browser while its author writes."""
