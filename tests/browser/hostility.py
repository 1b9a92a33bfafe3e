"""What articles, models and files of summaries might say to a browser."""

ATTACKS = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "</style><script>window.pwned=1</script>",
    "</title><img src=x onerror=window.pwned=1>",
    '"><img src=x onerror=window.pwned=1>',
    "' onmouseover=window.pwned=1 autofocus onfocus=window.pwned=1 x='",
    '" autofocus onfocus=window.pwned=1 x="',
    "<svg onload=window.pwned=1><animate onbegin=window.pwned=1 attributeName=x>",
    "</desc></svg><iframe srcdoc='<script>parent.pwned=1</script>'>",
    "<a href=javascript:window.pwned=1>x</a>",
    "javascript:window.pwned=1//https://x.example/",
    "data:text/html,<script>opener.pwned=1</script>",
    'https://x.example/"onclick="window.pwned=1',
    "{{ 7 * 7 }}{% for x in range(9) %}${window.pwned=1}",
    "<!--<script>-->window.pwned=1<!--</script>-->",
    "<math><mi xlink:href='javascript:window.pwned=1'>x</mi></math>",
    "<base href='https://x.example/'><meta http-equiv=refresh content='0;url=https://x.example/'>",
    "<link rel=stylesheet href=https://x.example/x.css><style>@import 'https://x.example/y.css'</style>",
    "<form action=https://x.example><input name=x autofocus onfocus=window.pwned=1>",
    "\u2028window.pwned=1\u2029\x00<scr\x00ipt>window.pwned=1</script>\u202e",
    "../../../../etc/passwd",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;&#60;img src=x onerror=window.pwned=1&#62;",
)
"""Each sets `window.pwned`, asks the network or leaves the page, should anything of it be run."""
