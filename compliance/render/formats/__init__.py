"""Renderings of an assessment for programs: each format is one module with one `write`, over the same types."""
