/// When each request should be sent.
///
/// With a rate the load is *open*: request n is due at a moment that no answer can put off, and latency
/// counts from there, so that a broker that stalls is charged for all who would have come meanwhile
/// ("coordinated omission"). Without a rate it is *closed*: as many requests as `depth` are in flight on
/// each connection, and each is due when it is sent.
package enum Pace: Equatable, Sendable {
    case closed(depth: Int)
    case open(Schedule)
}

/// Requests evenly spread over time, dealt to the connections in turn.
package struct Schedule: Equatable, Sendable {
    /// The moment of request 0, in nanoseconds of the monotonic clock.
    package let start: UInt64
    /// Requests per second, of all connections together.
    package let rate: Double
    package let connections: Int

    package init(start: UInt64, rate: Double, connections: Int) {
        precondition(rate > 0 && connections > 0, "nothing would ever be due")
        self.start = start
        self.rate = rate
        self.connections = connections
    }

    /// When request `number` of all is due.
    ///
    /// Each is computed from the start, so that no error adds up.
    package func due(_ number: UInt64) -> UInt64 {
        start + UInt64(Double(number) * 1e9 / rate)
    }

    /// When the `ordinal`th request of a connection is due.
    package func due(connection: Int, ordinal: UInt64) -> UInt64 {
        due(ordinal * UInt64(connections) + UInt64(connection))
    }

    /// Whose turn request `number` is.
    package func connection(of number: UInt64) -> Int {
        Int(number % UInt64(connections))
    }

    /// How many requests are due at a moment: the numbers below it are.
    package func count(by now: UInt64) -> UInt64 {
        guard now >= start else { return 0 }
        var count = UInt64(Double(now - start) * rate / 1e9)
        // The quotient may be off by one in either direction.
        while due(count) <= now { count += 1 }
        while count > 0, due(count - 1) > now { count -= 1 }
        return count
    }
}
