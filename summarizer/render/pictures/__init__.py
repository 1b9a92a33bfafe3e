"""Pictures of a deal, computed here and drawn as inline SVG by the templates.

words      how wide words are, and where they break
shapes     what a picture is made of
relations  who is with whom, and who opposes what
timeline   when things happened, to scale
"""
