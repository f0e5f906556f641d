"""Everything that is generated; generating it again changes nothing but signatures."""
