"""An HTTP server on 127.0.0.1 that looks nothing up."""

from http.server import ThreadingHTTPServer
from socketserver import TCPServer


class LoopbackServer(ThreadingHTTPServer):
    """`ThreadingHTTPServer` asks for the name of its address, which may take long where nobody knows 127.0.0.1."""

    def server_bind(self) -> None:
        """Listen; the address is the name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]
