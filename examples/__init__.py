"""Examples that run; the tests replay them."""
