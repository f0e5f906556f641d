"""The stages joined: files go in, an assessment, a report or a verdict comes out. Nothing here prints or reads a clock."""
