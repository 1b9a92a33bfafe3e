"""English words by which a sentence tells that somebody speaks, objects, or answers.

They help a small model's judgement where they stand, and say nothing in other languages.
"""

import re
from collections.abc import Sequence

from summarizer.text.sentences import MAX_SENTENCE

_SPEAKS = re.compile(
    r"\b(?:said|says|told|tells|insist|reiterat|add(?:ed|ing)|argu(?:ed|es|ing)|stat(?:ed|ing)|promis|assur|repl(?:ied|ies)|"
    r"retort|answered|wr(?:ote|ites)\b|contend|explain|stress|conced|acknowledg|remark|reckon|grumbl|observ(?:ed|es)\b|"
    r"maint(?:ained|ains) that|not(?:ed|es) that|point(?:ed|s) out|suggest(?:ed|s) that|admit(?:ted|s)\b|"
    r"confirm(?:ed|s) that|according to)"
)

_REPLIES = re.compile(
    r"\b(?:answered|respond(?:ed|s)\b|in response to|in reply|repl(?:ied|ies)\b|retort(?:ed|s)\b|reject(?:ed|s)\b|"
    r"den(?:ied|ies)\b|dismiss(?:ed|es)\b|rebut|refut|counter(?:ed|s)\b|defend(?:ed|s)\b|brushed (?:aside|off)|"
    r"play(?:ed|s) down|hit back)|\b(?:was|were|is|are) (?:misleading|untrue|false|unfounded|baseless)\b|"
    r"\bto (?:meet|address|allay|calm|ease|answer) (?:\w+ ){1,2}(?:concern|critic|fear|objection|worr|doubt)"
)

_SILENT = re.compile(
    r"\b(?:(?:did|do|does|could|would|had|has|have|was|were) ?(?:not|n['’]t)(?: yet)?|(?:has|have|had) yet to|"
    r"declined to|refused to)\b.{0,20}\b(?:respon[ds]|repl(?:y|ied)|comment|answer|available|reached)|"
    r"\b(?:has|have|had|got|was|were|came|received) (?:\w+ )?no (?:immediate )?(?:answer|reply|response|comment)\b|"
    r"\bno such (?:answer|reply|response)\b"
)

_OBJECTS = re.compile(
    r"\b(?:object(?:s|ed| to)|demand(?:s|ed)|critici[sz](?:e|es|ed)|accus(?:e|es|ed|ing)|warn(?:s|ed|ing)?|"
    r"complain(?:s|ed)?|oppos(?:e|es|ed)|condemn(?:s|ed)?|denounc(?:e|es|ed)|protest(?:s|ed)|threaten(?:s|ed)|sued|sues|"
    r"slammed|blasted|"
    r"attacked|questioned|doubt(?:s|ed)|urg(?:e|es|ed)|call(?:s|ed) (?:for|on) |"
    r"concern(?:s|ed) (?:about|over|that)|fear(?:s|ed) (?:that|for)|"
    r"scoffed|deplor(?:e|es|ed)|lament(?:s|ed)|blam(?:e|es|ed)|regret(?:s|ted)|derid(?:e|es|ed)|mock(?:s|ed)|"
    r"disput(?:es|ed)|resist(?:s|ed)|hard to see|a mistake|sceptical|skeptical|unconvinced|"
    r"(?:vot(?:e|es|ed|ing)|spoke|speaks|came out|campaign(?:s|ed)) against|should (?:not )?have been|"
    r"dislik(?:es|ed)|worr(?:y|ies|ied) (?:that|about|over)|troubl(?:es|ed) (?:him|her|them|it)|"
    r"(?:is|are|was|were) (?:demanding|opposing|resisting|questioning|protesting|complaining))\b"
)

_PROMISES = re.compile(
    r"\b(?:will|would|could|should|may|might|can|hope\w*|expect\w*|plan\w*|promis\w+|potential\w*|aim\w*|set to|to)\b"
    r"[^.;]{0,60}?\b(?:creat|boost|help|doubl|tripl|expand|strengthen|improv|increas|generat|attract|accelerat|bolster|"
    r"foster|benefit|secur|support|moderni|reduc|protect|reviv|enhanc|unlock|sav(?:e|es|ing)\b|lift|widen|speed)|"
    r"\b(?:new jobs|opportunit\w+|gives? \w+ (?:access|a place|a foothold)|benefits? (?:from|of|both|the))\b"
)

_SAYING = (
    r"(?:said|says|told|warn(?:s|ed)|argu(?:es|ed)|welcom(?:es|ed)|prais(?:es|ed)|declined to comment|"
    r"did not (?:reply|respond)|called (?:it|the)|described|insist(?:s|ed)|complain(?:s|ed)|critici[sz](?:es|ed)|"
    r"accus(?:es|ed)|oppos(?:es|ed)|object(?:s|ed)|demand(?:s|ed)|urg(?:es|ed)|promis(?:es|ed)|reject(?:s|ed)|"
    r"den(?:ies|ied)|replied|answered)"
)


def says(name: str, sentences: Sequence[str]) -> bool:
    """Whether one says something in some English sentences: "NAME warned", "said the union's leader, NAME"."""
    who = re.escape(name)
    forms = re.compile(
        rf"(?<!\w){who}(?: \(\w+\))?(?:,[^,;]{{0,80}},)? "
        rf"(?:(?:also|has|have|had|later|yesterday|today) ){{0,2}}{_SAYING}\b|"
        rf"[,”\"’] (?:said|says|added) (?:(?!that\b)[\w'’,-]+ ){{0,6}}?{who}(?=[.,;]|$)"
    )
    return any(name in sentence and forms.search(sentence[:MAX_SENTENCE]) for sentence in sentences)


def promises(sentence: str) -> bool:
    """Whether a sentence tells of something good to come, and does not object."""
    return bool(_PROMISES.search(_low(sentence))) and not objects(sentence)


_PRAISES = re.compile(r"\b(?:welcom|prais|hail|applaud|celebrat|congratulat)(?:e|es|ed|s)\b")

_BUT = re.compile(r"\b(?:but|though|although)\b")


_GLAD = re.compile(
    r"(?<!not )(?<!n't )(?<!no )(?<!far from )(?<!hardly )\b"
    r"(?:relieved|glad|happy|pleased|delighted|grateful|in favou?r of|nothing against|likes?|liked|all for)\b"
)


def welcomes(name: str, sentences: Sequence[str]) -> bool:
    """Whether one welcomes or likes something in some English sentences, also where it goes on to object."""
    parts = (sentence[:MAX_SENTENCE].partition(name)[2].lower() for sentence in sentences if name in sentence)
    return any(_PRAISES.search(part) or _GLAD.search(part) for part in parts)


def praises(sentence: str) -> bool:
    """Whether a sentence says in so many words that somebody is glad of something, and no "but" or objection."""
    found = _PRAISES.search(_low(sentence))
    return found is not None and not (objects(sentence) or _BUT.search(_low(sentence), found.end()))


_TOLD = re.compile(
    r"\b(?:alleg|remark|caution|claim|term(?:s|ed)\b|call(?:s|ed)\b|describ|accord|observ|demand|"
    r"predict|reckon|found that|fear|would (?:accept|agree)|contest|object)|[\"“”«»„]"
)
_SPOKEN_OF = re.compile(r"\b(?:criticism|resist|opposition|controvers|protest|complain|concern|strike)")


_SPOKEN_OF_DEAL = re.compile(
    r"\b(?:was|were|is|are|been|being) (?:\w+ )?"
    r"(?:disputed|contested|criticised|criticized|questioned|opposed|attacked)\b"
)


def tells_words(sentence: str) -> bool:
    """Whether a sentence tells what somebody says or does against something, or quotes: no plain news of facts."""
    return tells_what(sentence) or bool(_SPOKEN_OF.search(_low(sentence)))


def tells_what(sentence: str) -> bool:
    """Whether a sentence tells what somebody says, not only that there is resistance or criticism."""
    told = _SPOKEN_OF_DEAL.sub("", sentence)
    return speaks(told) or objects(told) or bool(_TOLD.search(_low(told)))


_ANNOUNCES = re.compile(
    r"\b(?:draw(?:s|n)?|drew|met|fac(?:es|ed|ing)|spark(?:s|ed)|rais(?:es|ed)|provok(?:es|ed)|attract(?:s|ed)|"
    r"trigger(?:s|ed)|caus(?:es|ed)|prompt(?:s|ed)|r[au]n into|com(?:e|es) under|came under)\b[^.;]{0,30}?\b"
    r"(?:criticism|resistance|opposition|anger|concerns?|protests?|controversy|outrage|objections?|scrutiny|backlash)\b"
)


def announces(sentence: str) -> bool:
    """Whether a sentence only says that there is criticism, not what it is: "The deal has drawn criticism"."""
    return bool(_ANNOUNCES.search(_low(sentence))) and not quotes(sentence)


def quotes(sentence: str) -> bool:
    """Whether a sentence quotes."""
    return bool(re.search('["“”«»„]', sentence))


_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")


def unquoted(sentence: str) -> str:
    """A sentence without what it quotes."""
    return _QUOTED.sub("", sentence)


def is_addressed(name: str, sentences: Sequence[str]) -> bool:
    """Whether English sentences name one only as whom somebody speaks to: "It called on Vale to publish the lease"."""
    spoken_to = re.compile(
        rf"\b(?:call(?:s|ed|ing) (?:up)?on|urg(?:es|ed|ing)|ask(?:s|ed|ing)) (?:the )?{re.escape(name)}(?!\w)"
    )
    naming = [sentence for sentence in sentences if name in sentence]
    return bool(naming) and all(spoken_to.search(sentence[:MAX_SENTENCE]) for sentence in naming)


def asks(sentence: str) -> bool:
    """Whether a sentence is the writer's own question to the reader: "What has the government promised?"."""
    return sentence.rstrip().endswith("?") and not quotes(sentence)


def speaks(sentence: str) -> bool:
    """Whether a sentence tells what somebody says."""
    return bool(_SPEAKS.search(_low(sentence)))


def answers(sentence: str) -> bool:
    """Whether a sentence says in so many words that somebody answers, or does not."""
    return bool(_REPLIES.search(_low(sentence))) or is_silent(sentence)


def is_silent(sentence: str) -> bool:
    """Whether a sentence says that somebody does not answer: neither a criticism nor an answer."""
    return bool(_SILENT.search(_low(sentence)))


def objects(sentence: str) -> bool:
    """Whether a sentence says in so many words that somebody objects or demands something."""
    return bool(_OBJECTS.search(_low(sentence)))


_SAYS_ON = (
    r"(?:said|says|added|adds|told|wrote|writes|argued|argues|warned|warns|asked|insisted|insists|complained|complains|"
    r"noted|notes|went on|goes on|point(?:ed|s) out|reckons|reckoned|claims|claimed|thinks|believes)"
)
_CARRIES_ON = re.compile(
    rf"^[\"“][^\"”]*[\"”],? (?:he|she|they) {_SAYS_ON}\b|^(?:he|she|they) (?:\w+ )?{_SAYS_ON}\b|"
    rf"^[^\"“”]*, (?:he|she|they) {_SAYS_ON}[,.:]|^[\"“][^\"“”]*[\"”]$",
    re.IGNORECASE,
)


def carries_on(sentence: str) -> bool:
    """Whether the one who spoke in the sentence before goes on: "“Nobody asked us,” she said", or only a quotation."""
    return bool(_CARRIES_ON.match(sentence[:MAX_SENTENCE].strip()))


_VERB = (
    r"(?:said|says|told|replie[sd]|answer(?:ed|s)|respond(?:ed|s)|reject(?:ed|s)|den(?:ied|ies)|dismiss(?:ed|es)|"
    r"insist(?:ed|s)|retort(?:ed|s)|counter(?:ed|s)|add(?:ed|s)|argue[sd]|maintain(?:ed|s)|promise[sd]|defend(?:ed|s))"
)
_SUBJECT = re.compile(
    rf"^(?:(?:The|A|An) )?(?P<who>(?!(?:he|she|they|it|we)\b)[\w.'’-]+(?: [\w.'’-]+){{0,4}}?) {_VERB}\b", re.I
)


def subject(sentence: str) -> str | None:
    """Who speaks in a sentence that begins so: "council spokesman" of "A council spokesman said the plan …"."""
    found = _SUBJECT.match(sentence[:MAX_SENTENCE])
    return found["who"] if found else None


def _low(sentence: str) -> str:
    return sentence[:MAX_SENTENCE].lower()
