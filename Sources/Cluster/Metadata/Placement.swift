/// Which brokers get the replicas of new partitions.
enum Placement {
    /// Spreads the replicas of partitions `first..<first + count` over the brokers, in turns.
    ///
    /// The leader of each partition is the broker after the one before; followers come after it,
    /// shifted by one more each time round, so that no two brokers share all their partitions.
    ///
    /// - Precondition: there are at least `factor` brokers.
    static func spread(
        partitions count: Int, from first: Int, factor: Int, over brokers: [Int32], start: Int
    ) -> [[Int32]] {
        precondition(factor >= 1 && factor <= brokers.count, "more replicas than brokers")
        return (first..<first + count).map { partition in
            let leader = (start + partition) % brokers.count
            let shift = (start + partition) / brokers.count
            return (0..<factor).map { replica in
                guard replica > 0 else { return brokers[leader] }
                let step = 1 + (shift + replica - 1) % (brokers.count - 1)
                return brokers[(leader + step) % brokers.count]
            }
        }
    }

    /// What is wrong with replicas that someone gave for a partition, in Kafka's words.
    ///
    /// `factor` is how many there must be, where others stand already.
    static func complaint(
        about replicas: [Int32], factor: Int?, brokers: some Collection<Int32>
    ) -> String? {
        guard !replicas.isEmpty else {
            return "The manual partition assignment includes an empty replica list."
        }
        for broker in replicas where !brokers.contains(broker) {
            return "The manual partition assignment includes broker \(broker), but no such broker "
                + "is registered."
        }
        let sorted = replicas.sorted()
        for (one, next) in zip(sorted, sorted.dropFirst()) where one == next {
            return "The manual partition assignment includes the broker \(one) more than once."
        }
        if let factor, factor != replicas.count {
            return "The manual partition assignment includes a partition with \(replicas.count) "
                + "replica(s), but this is not consistent with previous partitions, which have "
                + "\(factor) replica(s)."
        }
        return nil
    }
}
