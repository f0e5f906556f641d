"""The quality of a catalog: laws that every control keeps, and mutants that its cases must notice."""
