internal import Cluster
internal import KafkaProtocol
internal import LogEngine

/// What must hold (faults.md TX1 to TX4, ID1).
extension TransactionWorld {
    // MARK: Reading

    /// A reader of committed records goes on in some partition, and a group asks where it is.
    func read() throws {
        do {
            try read(random.pick(Self.partitions))
        } catch let error as ReplicaError {
            guard isFaulty || disk.isDown else { throw error }
        }
        try ask(random.pick(Self.transactionalIDs))
    }

    /// What was seen once is seen again, from the first record on.
    func readAgain() throws {
        guard !isFaulty, !disk.isDown else { return }
        for partition in Self.partitions {
            var reader = CommittedReader()
            try reader.read(all: try replica(partition), upTo: positions[partition] ?? .zero)
            let known = seen[partition, default: []]
            try hold(
                "TX2", reader.records == known,
                "of \(partition) was seen \(known.suffix(4)), and now \(reader.records.suffix(4))")
        }
    }

    private func read(_ partition: TopicPartition) throws {
        var reader = CommittedReader()
        reader.position = positions[partition] ?? .zero
        try reader.read(all: try replica(partition))
        note("read \(partition): \(reader.records.count) records, to \(reader.position)")
        positions[partition] = reader.position
        for record in reader.records { try check(record, in: partition) }
    }

    /// It belongs to a transaction that may be committed, comes for the first time, and in its order.
    private func check(_ record: SeenRecord, in partition: TopicPartition) throws {
        let entry = book[record.transaction]
        try hold(
            "TX1", entry.mayBeCommitted,
            "a record of transaction \(record.transaction) is seen in \(partition), which nobody commits"
        )
        let last = seen[partition, default: []].last {
            book[$0.transaction].transactionalID == entry.transactionalID
        }
        let follows =
            last.map { last in
                record.transaction == last.transaction
                    ? record.index == last.index + 1
                    : record.transaction > last.transaction && record.index == 0
            } ?? (record.index == 0)
        try hold(
            "ID1", follows,
            "\(record) is seen in \(partition) behind \(String(describing: last))")
        seen[partition, default: []].append(record)
    }

    /// What a group is told is an offset of a transaction that may be committed, and never an older one.
    private func ask(_ group: String) throws {
        guard let offsets = try? broker.groups.partition(of: group, in: broker.image),
            let known = try? offsets.committed(
                by: group, memberID: nil, memberEpoch: -1, of: [Self.source]),
            offsets.replica.status.highWatermark >= known.goal
        else { return }
        guard case .committed(let committed) = known.value[0].offset else {
            return try hold("TX3", told[group] == nil, "the offset of \(group) is gone")
        }
        try hold(
            "TX3", book[Int(committed.offset)].mayBeCommitted,
            "the offset of transaction \(committed.offset) is seen, which nobody commits")
        try hold(
            "TX3", committed.offset >= told[group] ?? 0,
            "the offset of \(group) was \(told[group] ?? 0), and is \(committed.offset)")
        told[group] = committed.offset
    }

    // MARK: The end

    /// All has come to rest, and every timeout has passed.
    func checkEnd() throws {
        for partition in Self.partitions + [Self.offsets] {
            let status = try replica(partition).status
            try hold(
                "TX4",
                status.lastStableOffset == status.endOffset,
                "the last stable offset of \(partition) rests at \(status.lastStableOffset), "
                    + "the log ends at \(status.endOffset)")
        }
        for partition in Self.partitions { try read(partition) }
        try readAgain()
        let found = counts()
        for (number, entry) in book.entries.enumerated() {
            try checkWhole(number, entry, found[number] ?? [:])
        }
        for id in Self.transactionalIDs { try checkOffset(of: id, found) }
        try checkLogs()
    }

    /// The logs are in order, their indexes of aborted transactions and their producers with them.
    private func checkLogs() throws {
        let ends = try (Self.partitions + [Self.offsets, Self.states]).map { partition in
            let replica = try replica(partition)
            return (partition, replica.configuration, replica.status.endOffset)
        }
        try hold("ST1", broker.stop(), "the broker did not stop in order")
        for (partition, configuration, end) in ends {
            let log = try PartitionLog(
                opening: partition.description, on: disk, configuration: configuration,
                recovery: RecoveryPlan(isClean: true, recoveryPoint: end, promised: end), now: now)
            // A producer that was forgotten may be known again by a marker of before.
            let broken = try log.brokenInvariants().filter { !(isForgetful && $0.hasPrefix("L7")) }
            try hold("L1", broken.isEmpty, "\(partition): \(broken)")
        }
    }

    /// How many records of each transaction are seen, by partition.
    private func counts() -> [Int: [TopicPartition: Int]] {
        var counts: [Int: [TopicPartition: Int]] = [:]
        for (partition, records) in seen {
            for record in records {
                counts[record.transaction, default: [:]][partition, default: 0] += 1
            }
        }
        return counts
    }

    /// All of a transaction is there, or nothing of it.
    private func checkWhole(
        _ number: Int, _ entry: TransactionBook.Entry, _ found: [TopicPartition: Int]
    ) throws {
        if entry.isCommitted || !found.isEmpty {
            try hold(
                entry.isCommitted && found.isEmpty ? "TX2" : "TX1", found == entry.records,
                "of transaction \(number) \(found) records are seen, \(entry.records) were written")
        }
    }

    /// The offset of a group is that of the last transaction that was committed with one.
    private func checkOffset(of id: String, _ found: [Int: [TopicPartition: Int]]) throws {
        let last = book.entries.indices.last {
            book[$0].transactionalID == id && book[$0].hasOffset && found[$0] != nil
        }
        let offsets = try broker.groups.partition(of: id, in: broker.image)
        let known = try offsets.committed(
            by: id, memberID: nil, memberEpoch: -1, requiresStable: true, of: [Self.source])
        let expected = last.map { Int64($0) }
        switch known.value[0].offset {
        case .unstable: throw Breach("TX4", "the offset of \(id) never becomes stable")
        case .nothing:
            try hold("TX3", expected == nil, "the offset of transaction \(last ?? 0) is not seen")
        case .committed(let committed):
            try hold(
                "TX3", committed.offset == expected,
                "the offset of \(id) is \(committed.offset), not \(String(describing: expected))")
        }
    }
}

/// A consumer with `isolation.level=read_committed`: what it leaves out, it leaves out as clients do.
struct CommittedReader {
    var position = Offset.zero
    private(set) var records: [SeenRecord] = []

    init() {}

    /// Reads on, until there is nothing more, or up to an offset.
    mutating func read(all replica: Replica, upTo end: Offset? = nil) throws {
        var request = ReadRequest()
        request.isolation = .readCommitted
        while end.map({ position < $0 }) ?? true {
            let result = replica.read(at: position, request)
            if let error = result.error { throw error }
            guard let slice = result.slice else { return }
            let bytes = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
            try take(bytes, leavingOut: result.aborted, upTo: end)
        }
    }

    private mutating func take(
        _ bytes: [UInt8], leavingOut all: [AbortedTransaction], upTo end: Offset?
    ) throws {
        var left = all.sorted { $0.firstOffset < $1.firstOffset }[...]
        var aborted: Set<ProducerID> = []
        var place = 0
        while place < bytes.count, end.map({ position < $0 }) ?? true {
            let batch = try RecordBatch(
                atFrontOf: unsafe bytes.span.bytes.extracting(place..<bytes.count))
            try batch.validate()
            let header = batch.header
            while let first = left.first, first.firstOffset <= header.lastOffset {
                aborted.insert(first.producerID)
                left.removeFirst()
            }
            if header.isControl {
                aborted.remove(header.producerID)
            } else if !aborted.contains(header.producerID) {
                try take(batch)
            }
            place += header.byteCount
            position = header.nextOffset
        }
    }

    private mutating func take(_ batch: borrowing RecordBatch) throws {
        let base = batch.header.baseOffset.rawValue
        var found: [SeenRecord] = []
        let position = position.rawValue
        try batch.forEachRecord { record in
            let offset = base + Int64(record.offsetDelta)
            guard offset >= position, let value = record.value else { return true }
            let text = unsafe value.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
            let parts = text.split(separator: ":").compactMap { Int($0) }
            found.append(SeenRecord(offset: offset, transaction: parts[0], index: parts[1]))
            return true
        }
        records += found
    }
}
