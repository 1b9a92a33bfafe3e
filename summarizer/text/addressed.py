"""Sentences that speak to the program that reads an article, not to its readers: instructions, chat-template tokens.

A page may carry them to steer whoever summarises it. They are not removed, since offsets count the text as published,
and an article about such tricks may quote one; the summary says which sentences they are.

English, and by form alone: an imperative about instructions, prompts or the answer; a model, assistant or software
that is spoken to; the tokens of chat templates. Each form is rare in news, where models and assistants are spoken
about; a sentence that only asks for something else ("What is the capital of …?") is not noticed.
"""

import re
from collections.abc import Sequence

WARNING = "to the program that reads the article, not to its readers"
"""What every warning of this module says."""

MAX_NUMBERS = 10
"""Sentences named in a warning; a page with more of them is not worth a longer one."""

# Where an order begins: a sentence, or a clause of one behind punctuation, a bracket, "please", "now", "and", "then".
_ORDER = r"(?:^|[.:;!?…\])>\"“”'‘—-]\s*|\b(?:please|now|and|then|instead|simply|just|must|should|only)[,:]?\s+)[\W_]*"
_ANSWER = r"(?:answer|response|reply|output|summary|completion)"
_MODEL = (
    r"(?:AI|A\.I\.|LLMs?|GPT(?:-?\w+)?|(?:large )?language models?|chat ?bots?|"
    r"(?:AI|automated|automatic|virtual)[ -](?:\w+ ){0,2}(?:assistants?|agents?|models?|systems?|software|tools?))"
)

_FORMS = (
    # tokens of chat templates and role labels
    r"<\|[a-z_]{2,20}\|>|\[/?INST\]|<</?SYS>>|\[(?:system|assistant)\]|</?(?:system|assistant|instructions?|prompt)>",
    r"(?:^|\n)[\W_]*(?:system|assistant|user|human)\s?:\s|#{2,}\s*(?:system|instructions?|response|assistant)\b",
    # set aside what the model has been told
    rf"{_ORDER}(?:ignore|disregard|forget|override|bypass|drop|skip)\b[^.?!]{{0,40}}?"
    r"\b(?:all|any|every|the|your|previous|prior|above|earlier|preceding|following|other|these|those|former)\b"
    r"[^.?!]{0,40}\b(?:instructions?|prompts?|directions|directives|guidelines you|rules you|commands|"
    r"(?:rest of|else in) (?:this|the) (?:data|document|text|input|page|prompt))\b",
    rf"{_ORDER}ignore (?:all |any )?(?:previous |other |your |the )*instructions\b",
    rf"{_ORDER}forget (?:everything|all|anything|what) (?:that )?you (?:have |had |were |'ve )*"
    r"(?:learn(?:ed|t)|been told|told|know|knew|read)",
    rf"{_ORDER}disregard (?:all|any|every)\b[^.?!]{{0,30}}\bexcept\b",
    r"\b(?:previous|prior|above|earlier|new|following) instructions\b[^.?!]{0,40}"
    r"\b(?:are (?:void|cancelled|canceled)|no longer (?:apply|valid)|strictly|override)",
    # who is spoken to
    rf"\b(?:note|notice|notes|message|instructions?|attention|warning|memo|hint)\b[:,]?\s*(?:to|for)?\s*"
    rf"(?:all |any |the |every )?{_MODEL}\b[^.?!]{{0,40}}:",
    rf"\b(?:dear|hello|hi|hey|attention),? (?:all |any )?{_MODEL}\b",
    rf"\byou(?:'re|’re| are)(?: now| currently)? (?:an?|the) (?:\w+[ -]){{0,3}}{_MODEL}\b",
    rf"\bif you(?:'re|’re| are) (?:an?|any|the) (?:\w+ ){{0,2}}{_MODEL}\b|\bas an? (?:AI|language) (?:language )?model, you\b",
    rf"\b(?:visible|addressed|directed|meant|intended) (?:only )?(?:to|for) (?:the |any )?{_MODEL}\b",
    rf"\bfor (?:use by )?(?:automated|automatic|AI) (?:\w+ )?(?:systems?|software|tools?|readers?|parsers?)\s?:",
    # another part to play
    r"\byou(?:'re|’re| are) going to (?:act|pretend|behave|immerse|role-?play|simulate)\b",
    r"\bfrom now on,? (?:you (?:are|act|will act|must act|shall)|act|answer|respond|reply)\b(?!\s+(?:\w+ ){0,2}required)",
    rf"{_ORDER}(?:act|respond|answer|behave) as (?:if you were |though you were )?(?:an? |the )?[^.?!]{{0,30}}\b(?:AI|assistant|model|mode)\b",
    r"\b(?:developer|debug|god|unrestricted|jailbreak) mode (?:is |now )?(?:enabled|on|activated)\b",
    # what the answer has to be
    rf"\bin your {_ANSWER}\b",
    rf"{_ORDER}(?!(?:leave|share|post|submit|send|e-?mail|give us|tell us|have)\b)[a-z]{{3,}}\b(?! (?:to|that|has|have|is|are|was|were|will)\b)"
    rf"[^.?!,]{{0,80}}?\byour {_ANSWER}(?:'s|’s)?\b(?! to (?:the|our|this) (?:survey|poll|question|editor|consultation))",
    rf"{_ORDER}(?:encode|encrypt|render|scramble|anagram|translate|transcribe|obfuscate|reverse)\b[^.?!]{{0,30}}\byour (?:message|{_ANSWER}|text)",
    rf"{_ORDER}(?:reply|respond|answer)\s+(?:only |simply |exclusively |strictly |just )?(?:with|in)\b(?! (?:the|a) (?:letter|statement|court))",
    rf"{_ORDER}(?:print|output|echo|repeat|reproduce) (?:out )?(?:exactly |only |the following\b|[\"“'‘<\[])",
    rf"\b(?:repeat|print|output|translate) (?:the|this) (?:following |above )?(?:sentence|text|words|phrase|line)s? (?:as\b|:)",
    r"\b(?:return|output|emit|produce|respond with|reply with) (?:only |nothing but )?(?:valid |raw )?(?:JSON|YAML|XML|Base64|markdown)\b",
    # the summary itself
    r"\bif (?:the |a |any )?users? asks?\b|\bif (?:you are |you're )?asked (?:to summari[sz]e|about|how|for)\b[^.?!]{0,60}\b(?:simply |only |just )?(?:respond|reply|answer|say|report)\b",
    rf"{_ORDER}(?:when|while|before|after|in) summari[sz]ing (?:this|the) (?:article|text|document|page|story)\b",
    r"\b(?:any|the|your|every) summary of this (?:article|text|document|page|story) (?:must|should|has to|shall|will)\b",
    r"\b(?:the|any) (?:summary|output) (?:must|should|shall|has to) (?:say|state|include|mention|contain|list|read|begin|end)\b",
    rf"{_ORDER}(?:don't|don’t|do not|never) (?:mention|include|report|list|summari[sz]e|reveal)\b[^.?!]{{0,60}}\bin (?:the|your|any) {_ANSWER}\b",
    rf"{_ORDER}(?:provide|show|present|give|display) it to the user\b|\b(?:tell|inform) the user (?:that|to)\b",
    # what the model has been told
    r"\b(?:reveal|print|show|repeat|leak|disclose|output|display)\b[^.?!]{0,20}\b(?:your|the) (?:\w+ )?(?:system prompt|prompt|initial instructions|system message|hidden instructions)\b",
)  # fmt: skip

_ADDRESSED = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)


def addresses_a_program(sentence: str) -> bool:
    """Whether a sentence speaks to the program that reads it."""
    return _ADDRESSED.search(sentence) is not None


def addressed_warnings(sentences: Sequence[str]) -> list[str]:
    """What to tell the reader of a summary: one sentence that names the sentences, or nothing.

    Args:
        sentences: the article's, in order; the first is number 1.
    """
    numbers = [number for number, sentence in enumerate(sentences, start=1) if addresses_a_program(sentence)]
    if not numbers:
        return []
    listed = ", ".join(map(str, numbers[:MAX_NUMBERS]))
    more = f" and {len(numbers) - MAX_NUMBERS} more" if len(numbers) > MAX_NUMBERS else ""
    what = f"Sentence {listed} speaks" if len(numbers) == 1 else f"Sentences {listed}{more} speak"
    return [f"{what} {WARNING}; look closely at what rests on it."]
