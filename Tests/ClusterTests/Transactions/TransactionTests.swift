import Bytes
import KafkaProtocol
import LogEngine
import Syscalls
import Testing

@testable import Cluster

/// Conversations with a transactional id: the statements T-1 … T-18 of docs/kafka-semantics.md.
@Suite struct TransactionTests {
    @Test(arguments: [
        "init", "init-again", "init-aborts", "epochs-used-up", "partitions", "fencing", "end",
        "end-with-epochs", "end-with-epochs-again", "end-used-up", "time", "reloaded",
    ])
    func `transcript`(name: String) throws {
        var conversation = Conversation()
        try Transcript(name: name).run { conversation.answer($0) }
    }
}

/// Speaks the words of the transcripts to a transaction.
private struct Conversation {
    private var transaction: Transaction?
    private var milliseconds: Int64 = 0
    private var lastID: Int64 = 6

    private var now: Timestamp { Timestamp(rawValue: milliseconds) }

    mutating func answer(_ words: [Substring]) -> String {
        do {
            let told = try perform(words[0], Words(words.dropFirst()))
            return told.isEmpty ? state : "\(told)\n\(state)"
        } catch {
            return "\(error)\n\(state)"
        }
    }

    private mutating func perform(_ verb: Substring, _ given: Words) throws -> String {
        switch verb {
        case "pass":
            milliseconds += given.number("ms", 0)
            return ""
        case "epoch":
            transaction?.epoch = ProducerEpoch(rawValue: Int16(given.number("is", 0)))
            return ""
        case "reload":
            transaction = try transaction.map(reloaded)
            return ""
        default: break
        }
        var draft =
            transaction ?? Transaction(producerID: fresh(), timeoutMs: 60_000, now: now)
        let told = try ask(&draft, verb, given)
        transaction = draft
        return told
    }

    private mutating func ask(
        _ transaction: inout Transaction, _ verb: Substring, _ given: Words
    ) throws -> String {
        switch verb {
        case "init":
            let fresh = transaction.epoch.isExhausted && !given.has("none") ? fresh() : nil
            let beginning = try transaction.begin(
                expected: given.producer("as"), timeoutMs: Int32(given.number("timeout", 60_000)),
                fresh: fresh, version: Int16(given.number("v", 2)), now: now)
            guard case .identity(let identity) = beginning else { return "aborting" }
            return text(identity)
        case "add":
            return try transaction.add(
                given.partitions, by: given.producer("by") ?? transaction.identity,
                clientVersion: Int16(given.number("v", 2)), limit: 3, now: now) ? "new" : "known"
        case "verify":
            return try transaction.verify(
                given.partitions, by: given.producer("by") ?? transaction.identity
            ).map { $0.map { "\($0)" } ?? "ok" }.joined(separator: " ")
        case "commit", "abort":
            let fresh = transaction.epoch.isExhausted && !given.has("none") ? fresh() : nil
            switch try transaction.end(
                by: given.producer("by") ?? transaction.identity, commits: verb == "commit",
                clientVersion: Int16(given.number("v", 2)), fresh: fresh, now: now)
            {
            case .decided(let identity): return "decided \(text(identity))"
            case .repeated(let identity): return "repeated \(text(identity))"
            }
        case "complete":
            transaction.complete(now: now)
            return ""
        case "time":
            guard transaction.isOverdue(now) else {
                return transaction.isExpired(after: 1000, now) ? "expired" : "nothing"
            }
            let fresh = transaction.epoch.isExhausted ? fresh() : nil
            try transaction.fence(
                version: Int16(given.number("v", 2)), fresh: fresh, now: now)
            return "overdue"
        default: return "no such word"
        }
    }

    private mutating func fresh() -> ProducerID {
        lastID += 1
        return ProducerID(rawValue: lastID)
    }

    /// What is read from the record that was written.
    private func reloaded(_ transaction: Transaction) throws -> Transaction {
        var batch = RecordBatchBuilder()
        TransactionRecord(id: "x", transaction: transaction).append(
            to: &batch, version: 2, now: now)
        var read: Transaction?
        let bytes = batch.finish()
        let written = try RecordBatch(atFrontOf: bytes.bytes)
        try written.forEachRecord { record in
            guard let key = record.key else { return false }
            read = (try? TransactionRecord(key: key, value: record.value))?.transaction
            return true
        }
        return try #require(read)
    }

    private var state: String {
        guard let transaction else { return "none" }
        var words = [transaction.state.name, text(transaction.identity)]
        if transaction.nextProducerID != .none {
            words.append("next=\(transaction.nextProducerID)")
        }
        if transaction.lastEpoch != .none { words.append("last=\(transaction.lastEpoch)") }
        words += transaction.partitions.sorted().map { "\($0)" }
        return words.joined(separator: " ")
    }

    private func text(_ identity: ProducerIdentity) -> String {
        "\(identity.id):\(identity.epoch)"
    }
}

/// The words behind a command: `name=value`, and partitions such as `a-0`.
private struct Words {
    private let named: [Substring: Substring]
    let partitions: [TopicPartition]

    init(_ words: ArraySlice<Substring>) {
        let pairs = words.map { $0.split(separator: "=", maxSplits: 1) }
        named = Dictionary(
            uniqueKeysWithValues: pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") })
        partitions = pairs.filter { $0.count == 1 }.compactMap {
            TopicPartition(directoryName: $0[0])
        }
    }

    func has(_ name: Substring) -> Bool { named[name] != nil }

    func number(_ name: Substring, _ fallback: Int64) -> Int64 {
        named[name].flatMap { Int64($0) } ?? fallback
    }

    func producer(_ name: Substring) -> ProducerIdentity? {
        let parts = named[name]?.split(separator: ":") ?? []
        guard parts.count == 2, let id = Int64(parts[0]), let epoch = Int16(parts[1]) else {
            return nil
        }
        return ProducerIdentity(
            id: ProducerID(rawValue: id), epoch: ProducerEpoch(rawValue: epoch))
    }
}
