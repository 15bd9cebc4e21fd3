package import KafkaProtocol

/// Which leader epoch begins at which offset of a log (Kafka's `LeaderEpochFileCache`).
///
/// Both grow from entry to entry. The rules are those of KIP-101, 279, 320 and 595, word by word
/// (log-engine.md 1.5.3).
package struct EpochHistory: Equatable, Sendable {
    /// An epoch and the offset of its first record.
    package struct Entry: Equatable, Sendable {
        package let epoch: LeaderEpoch
        package let startOffset: Offset

        package init(epoch: LeaderEpoch, startOffset: Offset) {
            self.epoch = epoch
            self.startOffset = startOffset
        }
    }

    /// Oldest first.
    package private(set) var entries: [Entry] = []

    package init() {}

    /// Nil unless epochs and offsets both grow from entry to entry, from zero on.
    package init?(_ entries: [Entry]) {
        if let first = entries.first {
            guard first.epoch.rawValue >= 0, first.startOffset.rawValue >= 0 else { return nil }
        }
        for (entry, next) in zip(entries, entries.dropFirst()) {
            guard entry.epoch < next.epoch, entry.startOffset < next.startOffset else { return nil }
        }
        self.entries = entries
    }

    /// The newest epoch, if there is any.
    package var latest: Entry? { entries.last }

    /// Notes that `epoch` begins at `startOffset`.
    ///
    /// Nothing changes where it is the newest already. Otherwise every entry goes that has no
    /// smaller epoch or no smaller start: it described no records, or they were truncated.
    ///
    /// - Returns: whether anything changed; a negative epoch or offset is refused.
    @discardableResult
    package mutating func assign(_ epoch: LeaderEpoch, at startOffset: Offset) -> Bool {
        guard epoch.rawValue >= 0, startOffset.rawValue >= 0, entries.last?.epoch != epoch else {
            return false
        }
        entries.removeAll { $0.epoch >= epoch || $0.startOffset >= startOffset }
        entries.append(Entry(epoch: epoch, startOffset: startOffset))
        return true
    }

    /// The largest epoch up to `requested`, and the offset at which it ends.
    ///
    /// The newest epoch ends at `logEnd`.
    ///
    /// - Returns: nil where the epoch is undefined (negative), or newer than any that is known.
    package func endOffset(for requested: LeaderEpoch, logEnd: Offset) -> Entry? {
        guard requested.rawValue >= 0, let latest else { return nil }
        guard requested != latest.epoch else {
            return Entry(epoch: requested, startOffset: logEnd)
        }
        guard let next = entries.firstIndex(where: { $0.epoch > requested }) else { return nil }
        let epoch = next == 0 ? requested : entries[next - 1].epoch
        return Entry(epoch: epoch, startOffset: entries[next].startOffset)
    }

    /// The epoch of the record at `offset`; nil where it lies before all that is known.
    package func epoch(at offset: Offset) -> LeaderEpoch? {
        entries.last { $0.startOffset <= offset }?.epoch
    }

    /// Forgets the epochs that begin at `end` or after it: the log was cut there.
    package mutating func truncateFromEnd(to end: Offset) {
        entries.removeAll { $0.startOffset >= end }
    }

    /// Forgets the epochs that end before `start`, and moves the one that holds it up to there, so
    /// that the epoch of the first record that is left stays known.
    package mutating func truncateFromStart(to start: Offset) {
        guard let holder = entries.lastIndex(where: { $0.startOffset <= start }) else { return }
        let epoch = entries[holder].epoch
        entries.replaceSubrange(...holder, with: [Entry(epoch: epoch, startOffset: start)])
    }

    /// Puts right what a crash may leave: entries beyond the log's end go, and one at its end that
    /// is not the newest; then the start is raised to the log's.
    package mutating func settle(in range: Range<Offset>) {
        entries.removeAll { $0.startOffset > range.upperBound }
        if let latest, latest.startOffset == range.upperBound {
            entries.removeAll { $0.startOffset == range.upperBound && $0 != latest }
        }
        truncateFromStart(to: range.lowerBound)
    }
}
