"""The worked examples by which a small model learns what to label, and how.

They are invented, and in all sorts of trades; nothing in them may be taken from an article.
"""

import json

from summarizer.ask.labelling import Labelling, Worked

SENTENCES = Labelling(
    "Say what a sentence of a news article does: criticism (somebody criticises, objects, accuses, doubts, "
    "fears or demands something), answer (somebody answers or rejects a criticism), support (somebody praises "
    "or defends the deal) or fact (news and figures). Answer with one word.",
    "Sentence: {}",
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
    "Text: {}\nName: {}",
    (
        ("Orvane, a Danish dairy, will buy the cheese maker Bellac for 90 million euros.", "Orvane", "company"),
        ("The contract was signed in Lyon on Friday.", "Lyon", "place"),
        ('"This gives our dairy the reach it has lacked," said its chief executive, Pia Moen.', "Pia Moen", "person"),
        ("But the Ferry Workers' Union said the sale had been rushed through.", "Ferry Workers' Union", "union"),
        ("Norway has agreed to sell its share to Orvane.", "Norway", "government"),
        ("Deliveries of the Kite-4 engine begin in March.", "Kite-4", "thing"),
        ("The Ministry of Transport called it a good price.", "Ministry of Transport", "agency"),
        ("The Port Authority will rule on the plan by March.", "Port Authority", "agency"),
        ("The Evening Courier reported the talks last week.", "Evening Courier", "outlet"),
        ("For Green Shore, it is the wells that are at stake.", "Green Shore", "group"),
        ("Deputies of the Union for Renewal left the chamber.", "Union for Renewal", "party"),
        ("They met at the Hotel Astoria.", "Hotel Astoria", "place"),
        ("The loan was arranged by Hallam Bank.", "Hallam Bank", "company"),
        ("The Harbour Act requires a tender.", "Harbour Act", "thing"),
        ("The ships are to be handed to the Royal Navy.", "Royal Navy", "military"),
    ),
)
"""What somebody is."""

ATTITUDE = Labelling(
    "Say where the one named stands on the deal: supports (makes, wants, praises or defends it), opposes (criticises, "
    "complains, doubts, fears or rejects it or a part of it) or neutral (is only named, informs or decides). "
    "Answer with one word.",
    "Text: {}\nName: {}",
    (
        ("Orvane, a Danish dairy, will buy the cheese maker Bellac for 90 million euros.", "Orvane", "supports"),
        (
            "But the Ferry Workers' Union said the sale had been rushed through over its members' heads.",
            "Ferry Workers' Union",
            "opposes",
        ),
        (
            '"This gives our dairy the reach it has lacked for years," said its chief executive, Pia Moen. '
            '"I can already smell the bread."',
            "Pia Moen",
            "supports",
        ),
        ("Ruben Ost, who has run the plant since 2019, will report to the new owner.", "Ruben Ost", "neutral"),
        (
            "Drilling starts in the autumn. Green campaigner Otto Brandt predicted that the bay would be empty of fish "
            "within a decade.",
            "Otto Brandt",
            "opposes",
        ),
        ("The Port Authority will rule on the plan by March.", "Port Authority", "neutral"),
        (
            "The opposition calls the price a gift. The Ministry of Transport insisted that it had been checked by two "
            "independent valuers.",
            "Ministry of Transport",
            "supports",
        ),
        (
            'The tenants had hoped for a vote. "Nobody came to see us," said Karin Holm, who lives by the water. '
            '"We found a letter on the door."',
            "Karin Holm",
            "opposes",
        ),
        ("The loan was arranged by Hallam Bank.", "Hallam Bank", "neutral"),
        (
            "The two sides signed in Lyon. The governor, Anders Kvist, called it a new chapter for the valley.",
            "Anders Kvist",
            "supports",
        ),
        (
            "For Green Shore, it is the wells that are at stake. Its hydrologist, Ines Wolf, reckons that the works "
            "would drink as much as 4,000 households.",
            "Ines Wolf",
            "opposes",
        ),
        (
            "Hallam's ships are old, says Lise Adler, a former judge. \"The ratepayers get the bill and the bank gets "
            'the harbour."',
            "Lise Adler",
            "opposes",
        ),
        (
            'Analyst Pieter Roos of Hallam Bank expects more such sales. "There are 40 dairies of that size," he said.',
            "Pieter Roos",
            "neutral",
        ),
        (
            "The Islands Party voted against. Its leader, Jan Borg, said the order should have gone to the yard at "
            "Sund.",
            "Jan Borg",
            "opposes",
        ),
        ("The Workers' Union will block the quay on Sunday.", "Workers' Union", "opposes"),
        ("The contract, drawn up by the law firm Berg, runs to 300 pages.", "Berg", "neutral"),
        (
            "Asked about the fares, Hallam's spokeswoman, Ida Falk, said they had been printed in the tender. "
            '"Nobody will pay a cent more," she said.',
            "Ida Falk",
            "supports",
        ),
        (
            '"I could not have found a better home for it," said Bellac\'s owner, Rosa Bellac.',
            "Rosa Bellac",
            "supports",
        ),
    ),
)
"""Where somebody stands."""


def _things(*names: str) -> str:
    return json.dumps({"things": names}, ensure_ascii=False, separators=(",", ":"))


GOODS = Worked(
    "A sentence of a news article is shown. List what changes hands in the deal it tells of: the goods, services, "
    "works, rights, assets, companies or shares that one side gives the other or lets it have. Copy each from the "
    "sentence, without what is paid for it. Give an empty list when the sentence names none.",
    "Sentence: {}",
    (
        (
            "Orvane, a Danish dairy, will buy the cheese maker Bellac for 90 million euros.",
            _things("cheese maker Bellac"),
        ),
        ("But the ferry workers' union said the sale had been rushed through over their heads.", _things()),
        (
            "Under the contract the yard will build three car ferries for the islands and service them for ten years.",
            _things("three car ferries", "service"),
        ),
        ("Deliveries are due to begin in March and last until 2031.", _things()),
        (
            "The museum will lend its sister house in Osaka 40 paintings, two tapestries and a suit of armour.",
            _things("40 paintings", "two tapestries", "suit of armour"),
        ),
        (
            "The first shipment holds timber, hides and spices such as pepper and mace.",
            _things("timber", "hides", "pepper", "mace"),
        ),
        ("The country's forests are said to hold oak and ash worth nine billion crowns.", _things()),
        (
            "Hallam gets the sole right to sell the vaccine in Chile, and a fifth of the shares in the laboratory.",
            _things("sole right to sell the vaccine in Chile", "fifth of the shares in the laboratory"),
        ),
        ("The company, which makes door handles, employs 900 people in two towns.", _things()),
        (
            "Sweden is to halve its duty on foreign cheese, and its neighbour drops a ban on Swedish trawlers.",
            _things("duty on foreign cheese", "ban on Swedish trawlers"),
        ),
        ("It could bring the valley new jobs, know-how and a place in the world's markets.", _things()),
        (
            "The two universities will share laboratories, seed banks and the data of their field trials.",
            _things("laboratories", "seed banks", "data of their field trials"),
        ),
        ('"This gives our dairy the reach it has lacked for years," said its chief executive, Pia Moen.', _things()),
        (
            "The city sells the old slaughterhouse, with the two hectares around it, to a builder of flats.",
            _things("old slaughterhouse", "two hectares around it"),
        ),
        ("It had ordered 12 engines from a rival in 2019.", _things()),
        (
            "From May the firm will run 30 school kitchens and clean the region's clinics.",
            _things("run 30 school kitchens", "clean the region's clinics"),
        ),
        ("The buyer plans to spend 12 million euros on a new packing hall.", _things()),
        ("Her plays will be staged at the Globus in Turin until 2030.", _things("plays")),
        ("Not part of the sale are the brewery in Ulm and its horses.", _things()),
        (
            "Norwegian salmon farmer Brekke has booked 800,000 tonnes of fish feed from the Dutch miller Koster.",
            _things("800,000 tonnes of fish feed"),
        ),
        (
            "The Ministry of Health has entrusted Orvane with the laundry of eleven hospitals, its deputy minister, "
            "Lena Voss, announced.",
            _things("laundry of eleven hospitals"),
        ),
        ("The agreement, dated 3 May, runs for nine years at a fixed price of 40 crowns a tonne.", _things()),
        ("It may go on using the Bellac name until 2030.", _things("Bellac name")),
        (
            "In return, the town of Orsa will pay 4 million crowns a year and send 20 megawatts of heat to the mill.",
            _things("20 megawatts of heat"),
        ),
        ("Its former owner makes ropes, sails and, now and then, a profit.", _things()),
        (
            "For that Nordic Lifts will service 900 lifts, paint the shafts and teach the caretakers.",
            _things("service 900 lifts", "paint the shafts", "teach the caretakers"),
        ),
        ("Fredrik Sund, who runs the fund's office in Oslo, joins the board.", _things()),
        (
            "Also thrown in: the circus's two elephants, its winter quarters and an option on the field next door.",
            _things("two elephants", "winter quarters", "option on the field next door"),
        ),
        (
            "Pia Moen has snapped up the 70 per cent of Kolb Beer that belonged to the founder's widow.",
            _things("70 per cent of Kolb Beer"),
        ),
        ("Brandt Bank, Falk Mortgage join hands in a 2-billion-crown pact", _things()),
        ("A crane will be put up on the quay in August.", _things("crane")),
        ("Instruction for 60 divers is part of the package.", _things("Instruction for 60 divers")),
        (
            "Global rights to the 200 puzzles, and the plates they were printed from.",
            _things("Global rights to the 200 puzzles", "plates"),
        ),
        ("The mayor, who had voted against the tender, stayed away from the ceremony.", _things()),
        (
            "Greece will take on 5,000 Filipino sailors and open its nautical schools to them.",
            _things("5,000 Filipino sailors", "nautical schools"),
        ),
    ),
)
"""What a sentence says changes hands."""
