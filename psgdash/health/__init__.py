"""What an editor should know of an archive: what is wrong, doubtful or missing, and where."""
