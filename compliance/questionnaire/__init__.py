"""The questionnaire: what to ask next, what an answer does, and the file that keeps the answers."""
