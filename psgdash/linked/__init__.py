"""The linked view: map and timeline as one component that is mounted once and then only fed."""
