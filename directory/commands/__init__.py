"""The commands of `build.py`, but for the build itself: options turned into calls of what lies below."""
