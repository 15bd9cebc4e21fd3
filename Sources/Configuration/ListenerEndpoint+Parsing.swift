extension ListenerEndpoint {
    /// Reads a list of `NAME://host:port`, with IPv6 addresses in brackets.
    ///
    /// The list is the value of `key`, which errors name; each name has its protocol in `protocols`.
    static func parse(
        _ text: String, key: String, protocols: [String: SecurityProtocol]
    ) throws(SettingError) -> [ListenerEndpoint] {
        var result: [ListenerEndpoint] = []
        for item in listItems(text) {
            guard let (name, host, port) = parts(of: item) else {
                throw .badValue(
                    key, value: text,
                    allowed: "NAME://host:port, separated by commas, with ports from 0 to 65535")
            }
            guard let security = protocols[name] else {
                throw .conflict(
                    "\(key) names the listener \(name), which listener.security.protocol.map "
                        + "does not know")
            }
            result.append(ListenerEndpoint(name: name, security: security, host: host, port: port))
        }
        try checkDistinct(result, key: key)
        return result
    }

    /// Reads `strom.admin.listener`; nil where it is empty.
    static func parseAdmin(_ text: String) throws(SettingError) -> ListenerEndpoint? {
        guard !text.isEmpty else { return nil }
        guard let (name, host, port) = parts(of: text), name == "HTTP" else {
            throw .badValue(
                "strom.admin.listener", value: text,
                allowed: "HTTP://host:port, with a port from 0 to 65535")
        }
        return ListenerEndpoint(name: name, security: .plaintext, host: host, port: port)
    }

    /// Reads `listener.security.protocol.map`.
    static func parseProtocols(
        _ text: String
    ) throws(SettingError) -> [String: SecurityProtocol] {
        var result: [String: SecurityProtocol] = [:]
        for item in listItems(text) {
            let parts = item.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let security = SecurityProtocol(rawValue: trimmed(parts[1]))
            else {
                throw .badValue(
                    "listener.security.protocol.map", value: text,
                    allowed: "NAME:PROTOCOL, separated by commas, with one of "
                        + SecurityProtocol.allCases.map(\.rawValue).joined(separator: ", "))
            }
            result[trimmed(parts[0]).uppercased()] = security
        }
        return result
    }

    private static func parts(of item: String) -> (name: String, host: String, port: UInt16)? {
        guard let scheme = item.firstRange(of: "://"), let colon = item.lastIndex(of: ":"),
            colon >= scheme.upperBound, let port = UInt16(item[item.index(after: colon)...])
        else { return nil }
        var host = item[scheme.upperBound..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        let name = item[..<scheme.lowerBound].uppercased()
        return name.isEmpty ? nil : (name, String(host), port)
    }

    /// Two listeners may share a port only as the IPv4 and the IPv6 half of one.
    private static func checkDistinct(
        _ endpoints: [ListenerEndpoint], key: String
    ) throws(SettingError) {
        guard Set(endpoints.map(\.name)).count == endpoints.count else {
            throw .conflict("\(key) names a listener twice; each name may stand once")
        }
        guard key == "listeners" else { return }
        for (index, endpoint) in endpoints.enumerated() where endpoint.port != 0 {
            let twins = endpoints[..<index].filter { $0.port == endpoint.port }
            guard twins.allSatisfy({ $0.isIPv6 != endpoint.isIPv6 }) else {
                throw .conflict("\(key) names the port \(endpoint.port) twice")
            }
        }
    }

    private var isIPv6: Bool { host.contains(":") }

    /// Whether the host stands for all interfaces, which no client can connect to.
    var isWildcard: Bool { ["", "0.0.0.0", "::", "0:0:0:0:0:0:0:0"].contains(host) }
}

extension String {
    /// Where the text occurs first.
    fileprivate func firstRange(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) {
                return start..<index(start, offsetBy: text.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
