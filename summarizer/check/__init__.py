"""Checking: every fact against the article it came from, and what code computes from its literals."""
