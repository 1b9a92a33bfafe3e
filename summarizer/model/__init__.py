"""The language model: which one, how it is asked, what it costs, and the one that runs on this machine."""
