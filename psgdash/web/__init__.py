"""What is served beside the dashboard: assets, downloads, and the headers on every answer."""
