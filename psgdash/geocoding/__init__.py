"""Names to places: the offline gazetteer, the choice among homonyms, services to ask."""
