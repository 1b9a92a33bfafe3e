"""Which network addresses may be asked for a page: public ones, unless told otherwise.

A link may come from a feed, a redirect from anywhere. Without this check either could make this program read the
administration page of a router or the credentials that a cloud gives its machines under 169.254.169.254.
"""

import ipaddress
import socket

from summarizer.errors import AddressRefused, ArticleNotFetched

EMBEDDED_IPV4 = (
    (ipaddress.ip_network("64:ff9b::/96"), 0),  # NAT64
    (ipaddress.ip_network("64:ff9b:1::/48"), 0),  # NAT64 within a network
    (ipaddress.ip_network("::ffff:0:0:0/96"), 0),  # translated (SIIT)
    (ipaddress.ip_network("::/96"), 0),  # compatible, out of use
    (ipaddress.ip_network("2002::/16"), 80),  # 6to4
)
"""Networks of IPv6 addresses that lead to an IPv4 address, and how many bits stand behind it."""


def public_addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of a host, in the order in which to try them.

    Whoever connects has to use one of them, not the name: a second look-up may be answered differently.

    Raises:
        ArticleNotFetched: the name has no address.
        AddressRefused: one of them is not public, so that an answer that mixes both gets nowhere.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArticleNotFetched(
            f"The host {host!r} has no address.", hint="Check the spelling and the connection.", retryable=True
        ) from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise refused(host, address)
    return addresses


def refused(host: str, address: str) -> AddressRefused:
    """The error for a host whose address is not public."""
    return AddressRefused(
        f"The host {host!r} has the address {address}, which is not public.",
        hint="Give --allow-private if the page is in your own network.",
    )


def is_public(address: str) -> bool:
    """Whether anyone on the internet may reach it: not private, loopback, link-local, shared (CGNAT) or reserved.

    An IPv6 address that holds an IPv4 address is as public as that.
    """
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        for network, behind in EMBEDDED_IPV4:
            if ip in network:
                return is_public(str(ipaddress.IPv4Address((int(ip) >> behind) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


def literal_address(host: str) -> str | None:
    """The address a host is written as, also in the short and octal forms that connecting accepts ("127.1")."""
    bare = host.strip("[]")
    try:
        return str(ipaddress.ip_address(bare.split("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except (OSError, UnicodeError):
        return None
