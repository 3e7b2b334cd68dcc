"""Lets the folders below import the helpers of this folder: pytest puts it on the path."""
