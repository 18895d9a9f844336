"""Questions asked of the archive, in Ibis, over whatever engine is connected."""
