import CShims
import Glibc

/// An address of the Internet Protocol, of version 4 or 6.
///
/// One of version 4 that came in the clothes of version 6 (`::ffff:a.b.c.d`) is of version 4 here.
package struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// Whether it is of version 6.
    package let isVersion6: Bool
    /// The first 64 bits of version 6; 0 for version 4.
    package let high: UInt64
    /// The last 64 bits of version 6, or the 32 of version 4.
    package let low: UInt64
    /// The interface of a link-local address.
    package let scope: UInt32

    package static let loopback4 = IPAddress(version4: 0x7f00_0001)
    package static let any4 = IPAddress(version4: 0)
    package static let loopback6 = IPAddress(version6: 0, 1)
    package static let any6 = IPAddress(version6: 0, 0)

    package init(version4 address: UInt32) {
        (isVersion6, high, low, scope) = (false, 0, UInt64(address), 0)
    }

    package init(version6 high: UInt64, _ low: UInt64, scope: UInt32 = 0) {
        (isVersion6, self.high, self.low, self.scope) = (true, high, low, scope)
    }

    /// Reads `127.0.0.1` or `::1`; nil for a name.
    package init?(_ text: String) {
        var address = shims_address()
        guard unsafe shims_parse_address(text, &address) == 1 else { return nil }
        self = SocketAddress(address).ip
    }

    package var isLoopback: Bool {
        isVersion6 ? high == 0 && low == 1 : low >> 24 == 127
    }

    /// Whether it stands for every address of the machine.
    package var isAny: Bool {
        high == 0 && low == 0
    }

    /// What belongs to one user: the whole address of version 4, the /64 network of version 6.
    package var network: IPAddress {
        isVersion6 ? IPAddress(version6: high, 0) : self
    }

    package var description: String {
        var address = SocketAddress(ip: self, port: 0).system
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            unsafe shims_format_address(&address, text.baseAddress)
            return unsafe text.baseAddress.map { unsafe String(cString: $0) } ?? ""
        }
    }
}

/// An IP address and a port.
package struct SocketAddress: Hashable, Sendable, CustomStringConvertible {
    package var ip: IPAddress
    package var port: UInt16

    package init(ip: IPAddress, port: UInt16) {
        self.ip = ip
        self.port = port
    }

    /// As one writes it: `127.0.0.1:9092`, `[::1]:9092`.
    package var description: String {
        ip.isVersion6 ? "[\(ip)]:\(port)" : "\(ip):\(port)"
    }

    /// The addresses that a name (or the text of an address) has.
    ///
    /// It may wait for the network.
    package static func resolve(
        _ host: String, port: UInt16
    ) throws(ResolutionFailure) -> [SocketAddress] {
        if let ip = IPAddress(host) { return [SocketAddress(ip: ip, port: port)] }
        var found = Array(repeating: shims_address(), count: 32)
        var problem: UnsafePointer<CChar>?
        let count = unsafe shims_resolve(host, &found, Int32(found.count), &problem)
        guard count >= 0 else {
            throw ResolutionFailure(
                host: host, reason: unsafe problem.map { unsafe String(cString: $0) } ?? "unknown")
        }
        var addresses: [SocketAddress] = []
        for system in found.prefix(Int(count)) {
            var address = SocketAddress(system)
            address.port = port
            if !addresses.contains(address) { addresses.append(address) }
        }
        return addresses
    }

    init(_ system: shims_address) {
        let bytes = system.bytes
        let high = UInt64(
            bigEndianBytes: (bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5, bytes.6, bytes.7)
        )
        let low = UInt64(
            bigEndianBytes: (
                bytes.8, bytes.9, bytes.10, bytes.11, bytes.12, bytes.13, bytes.14, bytes.15
            ))
        ip =
            system.family == 6
            ? IPAddress(version6: high, low, scope: system.scope)
            : IPAddress(version4: UInt32(high >> 32))
        port = system.port
    }

    /// The address as the shims take it.
    var system: shims_address {
        let (high, low) = ip.isVersion6 ? (ip.high, ip.low) : (ip.low << 32, 0)
        let first = high.bigEndianBytes
        let last = low.bigEndianBytes
        return shims_address(
            bytes: (
                first.0, first.1, first.2, first.3, first.4, first.5, first.6, first.7,
                last.0, last.1, last.2, last.3, last.4, last.5, last.6, last.7
            ), scope: ip.scope, port: port, family: ip.isVersion6 ? 6 : 4)
    }
}

/// A name that has no address.
package struct ResolutionFailure: Error, Sendable, CustomStringConvertible {
    package let host: String
    package let reason: String

    package var description: String {
        "\(host): \(reason)"
    }
}

private typealias EightBytes = (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8)

extension UInt64 {
    fileprivate init(bigEndianBytes bytes: EightBytes) {
        self = unsafe UInt64(bigEndian: unsafeBitCast(bytes, to: UInt64.self))
    }

    fileprivate var bigEndianBytes: EightBytes {
        unsafe unsafeBitCast(bigEndian, to: EightBytes.self)
    }
}
