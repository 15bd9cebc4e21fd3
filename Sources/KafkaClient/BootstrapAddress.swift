/// Where a broker is first looked for: `host:port`.
package struct BootstrapAddress: Hashable, Sendable, CustomStringConvertible {
    package let host: String
    package let port: UInt16

    package init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads a list such as `a:9092,[::1]:9093`; without a port it is 9092.
    package static func parse(_ list: String) throws(ClientError) -> [BootstrapAddress] {
        var addresses: [BootstrapAddress] = []
        for item in list.split(separator: ",") {
            guard let address = BootstrapAddress(item.filter { $0 != " " }) else {
                throw .noSuchAddress(String(item), reason: "it must be host:port")
            }
            addresses.append(address)
        }
        guard !addresses.isEmpty else {
            throw .noSuchAddress("\"\(list)\"", reason: "it must be host:port")
        }
        return addresses
    }

    /// Reads one address.
    package init?(_ text: String) {
        var host = text[...]
        var port: UInt16? = 9092
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            if !rest.isEmpty { port = rest.first == ":" ? UInt16(rest.dropFirst()) : nil }
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            port = UInt16(text[text.index(after: colon)...])
        }
        guard let port, !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }

    package var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
