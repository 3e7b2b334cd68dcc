"""The pages of the documents that are made from the suite itself."""
