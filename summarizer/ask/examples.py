"""The worked examples by which a small model learns what to label, and how.

They are invented, and in all sorts of trades; nothing in them may be taken from an article.
"""

from summarizer.ask.labelling import Labelling
from summarizer.ask.prompts import defused


def named(text: str, name: str) -> str:
    """Some sentences and the name in question, as they are shown."""
    return f"Text: {defused(text)}\nName: {defused(name)}"


SENTENCES = Labelling(
    "Say what a sentence of a news article does: criticism (somebody criticises, objects, accuses, doubts, "
    "fears or demands something), answer (somebody answers or rejects a criticism), support (somebody praises "
    "or defends the deal) or fact (news and figures). Answer with one word.",
    (
        ("The contract was signed in Lyon on Friday by both chairmen.", "fact"),
        ("But the ferry workers' union said the sale had been rushed through over their heads.", "criticism"),
        ('"This gives our dairy the reach it has lacked for years," said its chief executive, Pia Moen.', "support"),
        ("A spokesman for the buyer replied that every route would be kept for five years.", "answer"),
        ("She put the cost to ratepayers at twice what the mayor had told them.", "criticism"),
        ("Storms destroyed a third of the vines last year.", "fact"),
        ("According to the pilots' association, the runway is too short for the new jets.", "criticism"),
        ("As for the noise, the airport said, flights at night would stay banned.", "answer"),
        ("The growers praised the price, but called for the contract to be published.", "criticism"),
        ("What will become of the old harbour?", "fact"),
        ('"We were never asked," said Karin Holm, who speaks for the tenants.', "criticism"),
        ("The bank, which employs 900 people, was founded in 1921.", "fact"),
        ("Green campaigner Otto Brandt predicted that the bay would be empty of fish within a decade.", "criticism"),
        ("The ministry insisted that the price had been checked by two independent valuers.", "answer"),
        ("The plan has met with anger in the valley.", "fact"),
        ("The chamber of commerce welcomed the accord and spoke of 300 new jobs.", "support"),
        ('"Could nobody else have been asked?" wondered a former judge.', "criticism"),
        ("The buyer did not answer questions about the price.", "fact"),
        ("The fishermen would accept the pier only if their moorings were kept.", "criticism"),
        ("Deliveries are due to begin in March and last until 2031.", "fact"),
        ("The governor called the agreement a new chapter for the valley.", "support"),
        ("Neighbours fear for the only well in the village.", "criticism"),
        ("She said a study of the bay would be made public before the work began.", "answer"),
        ("The company, which lost the tender, declined to comment.", "fact"),
    ),
)
"""What a sentence does."""

KIND = Labelling(
    "Say what the one named in the text is: company, government, agency (a ministry, authority or court), party "
    "(a political party), person, union, group (another organisation), outlet (a newspaper or broadcaster), "
    "military, place or thing. Answer with one word.",
    (
        (named("Orvane, a Danish dairy, will buy the cheese maker Bellac for 90 million euros.", "Orvane"), "company"),
        (named("The contract was signed in Lyon on Friday.", "Lyon"), "place"),
        (
            named('"This gives our dairy the reach it has lacked," said its chief executive, Pia Moen.', "Pia Moen"),
            "person",
        ),
        (named("But the Ferry Workers' Union said the sale had been rushed through.", "Ferry Workers' Union"), "union"),
        (named("Norway has agreed to sell its share to Orvane.", "Norway"), "government"),
        (named("Deliveries of the Kite-4 engine begin in March.", "Kite-4"), "thing"),
        (named("The Ministry of Transport called it a good price.", "Ministry of Transport"), "agency"),
        (named("The Port Authority will rule on the plan by March.", "Port Authority"), "agency"),
        (named("The Evening Courier reported the talks last week.", "Evening Courier"), "outlet"),
        (named("For Green Shore, it is the wells that are at stake.", "Green Shore"), "group"),
        (named("Deputies of the Union for Renewal left the chamber.", "Union for Renewal"), "party"),
        (named("They met at the Hotel Astoria.", "Hotel Astoria"), "place"),
        (named("The loan was arranged by Hallam Bank.", "Hallam Bank"), "company"),
        (named("The Harbour Act requires a tender.", "Harbour Act"), "thing"),
        (named("The ships are to be handed to the Royal Navy.", "Royal Navy"), "military"),
    ),
)
"""What somebody is."""

ATTITUDE = Labelling(
    "Say where the one named stands on the deal that the text is about: supports (makes, wants, praises or "
    "defends it), opposes (criticises, doubts, fears or rejects it or a part of it) or neutral (neither). "
    "Answer with one word.",
    (
        (named("Orvane, a Danish dairy, will buy the cheese maker Bellac for 90 million euros.", "Orvane"), "supports"),
        (
            named(
                "But the Ferry Workers' Union said the sale had been rushed through over its members' heads.",
                "Ferry Workers' Union",
            ),
            "opposes",
        ),
        (
            named(
                '"This gives our dairy the reach it has lacked for years," said its chief executive, Pia Moen.',
                "Pia Moen",
            ),
            "supports",
        ),
        (named("Ruben Ost, who has run the plant since 2019, will report to the new owner.", "Ruben Ost"), "neutral"),
        (
            named(
                "Green campaigner Otto Brandt predicted that the bay would be empty of fish within a decade.",
                "Otto Brandt",
            ),
            "opposes",
        ),
        (named("The Port Authority will rule on the plan by March.", "Port Authority"), "neutral"),
        (
            named(
                "The Ministry of Transport insisted that the price had been checked by two independent valuers.",
                "Ministry of Transport",
            ),
            "supports",
        ),
        (
            named(
                "Nobody else was asked, said Lise Adler, a judge. She put the cost at twice what voters were told.",
                "Lise Adler",
            ),
            "opposes",
        ),
        (named("The loan was arranged by Hallam Bank.", "Hallam Bank"), "neutral"),
        (
            named("The governor, Anders Kvist, called the agreement a new chapter for the valley.", "Anders Kvist"),
            "supports",
        ),
        (named("For Green Shore, it is the wells that are at stake.", "Green Shore"), "opposes"),
    ),
)
"""Where somebody stands."""
