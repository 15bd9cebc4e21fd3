package import Syscalls

/// The connections of the broker, counted: over all, by address, and by loop.
package final class ConnectionLedger: Sendable {
    private let limits: Lock<ConnectionLimits>
    private let counts: Lock<Counts>

    fileprivate struct Counts {
        var total = 0
        var byAddress: [IPAddress: Int] = [:]
        /// By what belongs to one user: an address of version 4, a /64 of version 6.
        var byNetwork: [IPAddress: Int] = [:]
        var byLoop: [Int]
    }

    /// What becomes of a connection.
    package enum Admission: Equatable, Sendable {
        /// It goes to the loop that has fewest.
        case admitted(loop: Int)
        /// It goes to a loop, and one of this network, which has most, must go for it.
        case inPlaceOf(network: IPAddress, loop: Int)
        /// It is closed at once (C-13).
        case refused
    }

    package init(_ limits: ConnectionLimits, loops: Int) {
        self.limits = Lock(limits)
        counts = Lock(Counts(byLoop: Array(repeating: 0, count: loops)))
    }

    package var total: Int {
        counts.withLock { $0.total }
    }

    /// Takes other limits into force, for connections to come.
    package func limit(to limits: ConnectionLimits) {
        self.limits.withLock { $0 = limits }
    }

    /// Enters a connection, where it may come in.
    ///
    /// When all places are taken, who has few connections still gets one, from who has most.
    package func admit(_ address: IPAddress) -> Admission {
        let (perAddress, most) = limits.withLock { limits in
            (limits.perAddressOverrides[address] ?? limits.perAddress, limits.connections)
        }
        return counts.withLock { counts in
            guard counts.byAddress[address, default: 0] < perAddress else { return .refused }
            guard counts.total >= most else {
                return .admitted(loop: counts.enter(address))
            }
            guard let heaviest = counts.byNetwork.max(by: { $0.value < $1.value }),
                counts.byNetwork[address.network, default: 0] + 1 < heaviest.value
            else { return .refused }
            return .inPlaceOf(network: heaviest.key, loop: counts.enter(address))
        }
    }

    /// Takes a connection out again.
    package func leave(_ address: IPAddress, loop: Int) {
        counts.withLock { $0.leave(address, loop: loop) }
    }
}

extension ConnectionLedger.Counts {
    /// Enters a connection with the loop that has fewest.
    fileprivate mutating func enter(_ address: IPAddress) -> Int {
        var fewest = 0
        for loop in byLoop.indices where byLoop[loop] < byLoop[fewest] {
            fewest = loop
        }
        total += 1
        byLoop[fewest] += 1
        byAddress[address, default: 0] += 1
        byNetwork[address.network, default: 0] += 1
        return fewest
    }

    fileprivate mutating func leave(_ address: IPAddress, loop: Int) {
        total -= 1
        byLoop[loop] -= 1
        Self.subtract(address, from: &byAddress)
        Self.subtract(address.network, from: &byNetwork)
    }

    private static func subtract(_ address: IPAddress, from counts: inout [IPAddress: Int]) {
        let left = counts[address, default: 1] - 1
        counts[address] = left > 0 ? left : nil
    }
}
