internal import Cluster
internal import KafkaProtocol
internal import LogEngine

/// One producer and a broker, step by step: for histories that are told in a test.
///
/// Nothing is late or lost but what the test holds back.
package final class TransactionHistory {
    private let world: TransactionWorld
    private let isNewProtocol: Bool
    private var identity = ProducerIdentity(id: .none, epoch: .none)
    private var sequences: [Int: Int32] = [:]
    private var transaction = 0
    private var lastCall = 0

    /// What came of a request.
    package enum Outcome: Equatable {
        case done, tryAgain, refused
    }

    /// A request that is on its way, or that the broker is at.
    package struct Late {
        let call: TransactionCall
    }

    /// The producer speaks the protocol of KIP-890, or the one before.
    package init(isNewProtocol: Bool) throws {
        world = try TransactionWorld(seed: 0, unrest: 0)
        self.isNewProtocol = isNewProtocol
        world.addClient(Self.id)
    }

    private static let id = "pay"

    // MARK: What the producer does

    /// InitProducerId; where it goes on as who it was, with a new epoch.
    @discardableResult
    package func begin(goingOn: Bool = false) -> Outcome {
        outcome(of: call(.begin(expected: goingOn ? identity : nil, timeoutMs: 60_000)))
    }

    /// AddPartitionsToTxn, which only the old protocol has.
    @discardableResult
    package func add(_ partition: Int) -> Outcome {
        guard !isNewProtocol else { return .done }
        return outcome(of: call(.add(TransactionWorld.partitions[partition])))
    }

    /// AddOffsetsToTxn, which only the old protocol has.
    @discardableResult
    package func addOffsets() -> Outcome {
        guard !isNewProtocol else { return .done }
        return outcome(of: call(.add(TransactionWorld.offsets)))
    }

    /// Produce, of one record that carries the number of its transaction.
    @discardableResult
    package func produce(to partition: Int) -> Outcome {
        outcome(of: production(to: partition))
    }

    /// Sends a Produce that does not arrive yet.
    package func send(to partition: Int) -> Late { Late(call: production(to: partition)) }

    /// Sends a TxnOffsetCommit that does not arrive yet.
    package func sendOffset() -> Late { Late(call: call(.commitOffset(Int64(transaction)))) }

    /// EndTxn; the markers are in all logs on return.
    @discardableResult
    package func end(commits: Bool) -> Outcome {
        let outcome = outcome(of: call(.end(commits: commits)))
        driveMarkers()
        transaction += 1
        return outcome
    }

    private func production(to partition: Int) -> TransactionCall {
        let sequence = sequences[partition, default: 0]
        sequences[partition] = sequence + 1
        return call(
            .produce(
                TransactionWorld.partitions[partition], transaction: transaction, first: 0,
                count: 1, sequence: sequence))
    }

    private func call(_ request: TransactionCall.Request) -> TransactionCall {
        lastCall += 1
        return TransactionCall(
            number: lastCall, client: 0, transactionalID: Self.id, isNewProtocol: isNewProtocol,
            identity: identity, request: request)
    }

    // MARK: What becomes of it

    /// It arrives, and the broker comes so far that nothing is left but to append.
    package func arrive(_ late: Late) {
        world.serve(late.call)
        // The coordinator is asked, and what it says is committed.
        world.goOn(with: late.call.number)
        world.sync()
    }

    /// The broker goes on with what has arrived.
    package func finish(_ late: Late) -> Outcome { answer(to: late.call) }

    private func outcome(of call: TransactionCall) -> Outcome {
        world.serve(call)
        return answer(to: call)
    }

    private func answer(to call: TransactionCall) -> Outcome {
        for _ in 0..<10 {
            world.goOn(with: call.number)
            world.sync()
        }
        defer { world.network.messages = [] }
        guard case .answer(let answer, _)? = world.network.messages.last?.message else {
            return .tryAgain
        }
        switch answer {
        case .done: return .done
        case .identity(let next):
            if next != identity { sequences = [:] }
            identity = next
            return .done
        case .tryAgain: return .tryAgain
        case .abort, .fenced: return .refused
        }
    }

    private func driveMarkers() {
        for _ in 0..<4 {
            world.drive()
            world.sync()
        }
    }

    // MARK: What is seen

    /// The transactions whose records a reader of committed records sees in a partition, one number a record.
    package func committed(in partition: Int) throws -> [Int] {
        var reader = CommittedReader()
        try reader.read(all: try world.replica(TransactionWorld.partitions[partition]))
        return reader.records.map(\.transaction)
    }

    /// The offset that the group has committed; nil for none.
    package func committedOffset() throws -> Int64? {
        let offsets = try world.broker.groups.partition(of: Self.id, in: world.broker.image)
        let known = try offsets.committed(
            by: Self.id, memberID: nil, memberEpoch: -1, of: [TransactionWorld.source])
        guard case .committed(let committed) = known.value[0].offset else { return nil }
        return committed.offset
    }

    /// Whether readers of committed records are held back nowhere.
    package func isStable() throws -> Bool {
        try (TransactionWorld.partitions + [TransactionWorld.offsets]).allSatisfy {
            let status = try world.replica($0).status
            return status.lastStableOffset == status.endOffset
        }
    }
}
