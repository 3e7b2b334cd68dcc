"""Safe reading and writing of files: size limits for reading, atomic replacement for writing."""
