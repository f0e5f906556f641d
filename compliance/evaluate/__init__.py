"""Evaluation: a description and catalogs go in, an assessment comes out; no clock, no files, no network."""
