"""The types between the stages; they import nothing of a stage."""
