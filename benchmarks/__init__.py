"""Measurements that are run by hand, one command each."""
