"""The dataset for others to use: GeoJSON with OpenStreetMap tags, a CSV of statements, JSON; licence and day inside."""
