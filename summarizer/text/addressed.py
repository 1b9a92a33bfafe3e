"""Sentences that speak to the program that reads an article, not to its readers: instructions, chat-template tokens.

A page may carry them to steer whoever summarises it. They stay in the text, since offsets count it as published, but no
model is shown them, and the summary says which sentences they are: an article about such tricks may quote one.

English, and by form alone. In news, models, assistants and instructions are spoken *about*; so a form counts only as an
order at the beginning of a clause, or where the program itself is spoken to. A planted sentence that merely asks
something ("What is the capital of Brazil?") has no such form and is not noticed. Of 120 strings of public collections
of injections it notices 95, alone or inside an article; most of the other 25 only ask something. Of the 664 sentences
of 85 news stories it notices none.
"""

import re
from collections.abc import Sequence

WARNING = "to the program that reads the article, not to its readers"
"""What every warning of this module says."""

MAX_NUMBERS = 10
"""Sentences named in a warning; a page with more of them is not worth a longer one."""

GOES_ON = 3
"""Sentences of the same paragraph behind one that speaks to a program that are taken for a part of it."""

# Where a clause begins that may be an order: not behind a comma or a conjunction, where third persons act as well.
_CLAUSE = re.compile(
    r"(?:^|[.:;!?…\])>\"“”—] ?|--+ ?|\b(?:please|instead),? )"
    r"[\W_]{0,5}(?:(?:please|now|just|only|simply|then),? ){0,2}",
    re.IGNORECASE,
)
_PROGRAM = (
    r"(?:(?:large )?language models?|LLMs?|chat ?bots?|AI(?=[:,])|"
    r"(?:AI|automated|automatic|virtual)[ -](?:\w+ ){0,2}(?:assistants?|agents?|models?|systems?|software|tools?))"
    r"(?! (?:compan|firm|maker|business|start|develop|provid|industr))"
)
_ANSWER = r"(?:answers?|responses?|reply|replies|outputs?|summary|messages?)"
_VERB = (
    r"(?:add|adjust|alter|anagram|answer|append|apply|augment|begin|change|compose|conclude|convert|embed|"
    r"encode|encrypt|end|enhance|express|finish|format|give|group|include|incorporate|insert|integrate|"
    r"limit|make|mention|misspell|modify|phrase|prefix|present|print|produce|promote|provide|put|recommend|"
    r"remove|render|repeat|rephrase|replace|reply|respond|restrict|return|reverse|rewrite|say|scramble|"
    r"start|state|substitute|suggest|tease|tell|translate|transform|use|word|write)"
)
_NOT_BY_MAIL = (
    r"(?! (?:in (?:writing|person|court|the (?:comments?|form|poll|survey))|by (?:\w+day|the|\d)|before|"
    r"to (?:the|our|us|this)|on|below)\b)"
)
_WORDS = r"(?:[^.?!]|[.](?=\w))"  # a full stop inside a word ends no sentence: "example.com"

_MARKS = (
    # tokens and labels with which chat templates mark whose turn it is
    r"<\|[a-z_]{2,20}\|>",
    r"\[/?(?:INST|system|assistant)\]|<</?SYS>>|</?(?:system|assistant|instructions?|prompt)>",
    r"#{2,} ?(?:system|instructions?|response|assistant)\b",
)
"""Forms that count wherever they stand."""

_WORDS_ANYWHERE = (
    # the program is spoken to
    rf"(?:note|notice|message|instructions?|attention|profile|metadata)\b[^.?!]{{0,20}}\b(?:to|for) "
    rf"(?:all |any |the )?{_PROGRAM}[^.?!:]{{0,30}}:",
    rf"(?:dear|hello|hi|hey|attention),? (?:all |any )?{_PROGRAM}",
    rf"visible (?:only )?to {_PROGRAM}",
    rf"you(?:['’]re| are)(?: now| an?| the){{1,2}} (?:\w+[ -]){{0,2}}{_PROGRAM}",
    rf"as an? (?:\w+ ){{0,2}}{_PROGRAM}, you\b",
    # it is given another part to play
    r"from now on,? (?:(?:you are|you will|you must|act|pretend)\b[^.?!]{0,60}"
    r"\b(?:model|assistant|character|persona|bot|mode|AI)\b|(?:you (?:will|must) )?(?:answer|respond|reply)\b)",
    r"you(?:['’]re| are) (?:going|about) to (?:act as|pretend|immerse|role-?play|simulate)\b",
    r"(?:developer|debug|god|unrestricted|jailbreak) mode (?:is )?(?:now )?(?:enabled|activated)\b",
    # what its answer has to say
    r"(?:any|the|your|every) (?:summary|output)(?: of this (?:article|text|document|page|story))? "
    r"(?:must|should|has to|shall) (?:say|state|include|mention|contain|list|read|begin|end|be)\b",
)
"""Forms that count from the beginning of any word."""

_AS_AN_ORDER = (
    # whose turn it is, in words
    r"(?:system|assistant|user|human) ?: ",
    # to drop what it has been told, or to give it away
    r"(?:ignore|disregard|forget|override|bypass|skip)\b[^.?!]{0,60}\b(?:instructions|prompts?|directions|directives|"
    r"commands|rest of (?:this|the) (?:data|document|text|input|page))\b",
    r"(?:ignore|disregard) (?:all|any|every)\b[^.?!]{0,30}\b(?:except|in (?:this|the) text)\b",
    r"forget (?:everything|all|anything|what)\b[^.?!]{0,10}\byou\b",
    r"(?:reveal|print|show|repeat|leak|disclose|output) [^.?!]{0,20}"
    r"\b(?:prompt|system message|(?:your|initial|hidden) instructions)\b",
    # about its answer
    rf"{_VERB}\b{_WORDS}{{0,100}}?\b(?:in|into|to|with|of|from|by|for) (?:your|the final) {_ANSWER}\b{_NOT_BY_MAIL}",
    rf"{_VERB}\b[^.?!,]{{0,30}}?\byour {_ANSWER}(?:['’]s?)?{_NOT_BY_MAIL}",
    rf"in your {_ANSWER}(?: {_VERB}\b|, (?!(?:you|we|i|he|she|it|they|there|the|your|our)\b))",
    rf"can you [^.?!]{{0,60}}\bin your {_ANSWER}\b",
    r"(?:reply|respond|answer) (?:only |exclusively |strictly )?(?:with|in|as|backwards?)\b"
    r"(?! (?:kind|court|writing|person|time|advance|public)\b)",
    r"(?:print|output|echo) (?:out )?(?:exactly|only|nothing|the following|[\"“'‘<\[])",
    r"(?:repeat|translate) (?:the|this) [^.?!]{0,20}\b(?:sentence|text|words|phrase)\b[^.?!]{0,10}(?:\bas\b|:)",
    r"(?:return|output|emit|produce|respond with) (?:only )?(?:valid |raw )?(?:JSON|YAML|XML|Base64|markdown)\b",
    rf"(?:don['’]t|do not|never) (?:mention|include|report|list|summari[sz]e|reveal)\b[^.?!]{{0,60}}"
    rf"\bin (?:the|your|any) {_ANSWER}\b",
    # about its task
    r"(?:when|while|before) summari[sz]ing (?:this|the) (?:article|text|document|page|story)\b",
    rf"(?:if|when(?:ever)?) (?:(?:the|a|any) )?users? asks?\b[^.?!]{{0,60}}, ?{_VERB}\b",
    r"(?:if|when(?:ever)?) (?:you are )?(?:asked|questioned)\b[^.?!]{0,60}, ?(?:simply |only |just )?"
    rf"(?:{_VERB}|report)\b",
    r"(?:tell|inform|provide|show|give)\b[^.?!]{0,60}\bthe user\b",
)
"""Forms that count at the beginning of a clause."""


def _any_of(forms: Sequence[str]) -> str:
    return "|".join(f"(?:{form})" for form in forms)


# One look for the beginning of a word serves all forms: most characters of a sentence are inside one.
_ANYWHERE_FORM = re.compile(rf"{_any_of(_MARKS)}|\b(?:{_any_of(_WORDS_ANYWHERE)})", re.IGNORECASE)
_ORDER_FORM = re.compile(_any_of(_AS_AN_ORDER), re.IGNORECASE)


def addresses_a_program(sentence: str) -> bool:
    """Whether a sentence speaks to the program that reads it."""
    text = " ".join(sentence.split())
    if _ANYWHERE_FORM.search(text):
        return True
    return any(_ORDER_FORM.match(text, clause.end()) for clause in _CLAUSE.finditer(text))


def addressed(sentences: Sequence[str], paragraphs: Sequence[int]) -> list[int]:
    """The numbers of the sentences that speak to a program, with what goes on behind them in their paragraph.

    "Ignore all previous instructions. The price is $1." Only the first of these has the form of an order.

    Args:
        sentences: the article's, in order; the first is number 1.
        paragraphs: for each sentence the number of its paragraph.
    """
    numbers: list[int] = []
    last, paragraph = -GOES_ON, 0
    for number, (sentence, of) in enumerate(zip(sentences, paragraphs, strict=True), start=1):
        if addresses_a_program(sentence):
            last, paragraph = number, of
        if number == last or (of == paragraph and number - last <= GOES_ON):
            numbers.append(number)
    return numbers


def addressed_warnings(numbers: Sequence[int]) -> list[str]:
    """What to tell the reader of a summary: one line that names the sentences `addressed` found, or nothing."""
    if not numbers:
        return []
    listed = ", ".join(map(str, numbers[:MAX_NUMBERS]))
    if len(numbers) == 1:
        return [f"Sentence {listed} speaks {WARNING}; the model was not shown it."]
    more = f" and {len(numbers) - MAX_NUMBERS} more" if len(numbers) > MAX_NUMBERS else ""
    return [f"Sentences {listed}{more} speak {WARNING}; the model was not shown them."]
