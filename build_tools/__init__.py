"""The pipeline from training modules to what each audience gets; start reading at `cli` and `pipeline`."""
