"""What was made before, kept under the digest of what it was made from."""
