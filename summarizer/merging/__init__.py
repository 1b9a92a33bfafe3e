"""Several summaries of one deal become one dossier: who agrees, who differs, what is new.

steps           the order of the work: read it first;  collecting  each article once
telling         a summary made searchable, with or without the article's text
naming          how somebody is called;       entities       who is who across articles
figures         a sum and the words around it
sums, events    which of them are one;        disputes       which controversies are one
deals, stakeholders                           what is merged of them
sections        facts of sections that a subclass of the summary added
credits, copies which articles are one witness
discrepancies   where the articles differ (with speakers, standing)
decisions       what was not plain, and who decided it;  judging  what a model is asked about it
grouping        which articles of a heap report one deal (by their reports)
changes         what a new article brought
"""

from summarizer.merging.changes import changes
from summarizer.merging.grouping import group
from summarizer.merging.steps import merge

__all__ = ["changes", "group", "merge"]
