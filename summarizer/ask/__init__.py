"""Ask the model: prompts, wire schemas, judgements, and the order of the requests."""
