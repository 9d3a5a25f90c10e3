"""Fifth step: artifacts become ``dist/``, with a catalogue page and an inventory."""
