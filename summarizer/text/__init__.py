"""What is done to any text before a model sees it.

`clean` it, tell its `language`, find its `paragraphs` and in them the `sentences`.
"""
