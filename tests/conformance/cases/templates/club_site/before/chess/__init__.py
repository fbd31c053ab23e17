"""The chess section brings its own pages and files."""
