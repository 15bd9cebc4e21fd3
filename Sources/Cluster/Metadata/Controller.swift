import Bytes
package import Configuration
package import KafkaProtocol
import Syscalls
package import Telemetry

/// Decides about metadata: checks what is asked, and appends the records that make it so.
///
/// It is a state machine whose truth is the metadata log. Its lock is held over a decision and the
/// append of its records, so that the order of the decisions is the order in the log (the one
/// nesting of locks that there is: this one, then the log's). Its own image runs ahead of the one
/// in force by what is appended and not yet committed.
package final class Controller: Sendable {
    private let quorum: any MetadataQuorum
    private let memory: MemoryLedger
    private let state: Lock<State>

    private struct State {
        /// All that was appended, committed or not.
        var image: MetadataImage
        var configuration: BrokerConfiguration
        var random: any RandomNumberGenerator & Sendable
    }

    /// A decision and what makes it true: it is in force when an image with ``offset`` is.
    package struct Decision<Value: Sendable>: Sendable {
        package let value: Value
        /// What the answer waits for, also if nothing was changed: the decision may rest on
        /// records that are not committed yet.
        package let offset: Offset
        /// What is left of the allowance under which it was taken.
        package var allowance = MutationAllowance.unbounded
    }

    /// A controller that goes on from `image`, all of whose records are in the quorum's log.
    ///
    /// What the image takes is entered in the ledger, which may grow by a fifth of that in any case.
    package init(
        quorum: any MetadataQuorum, image: MetadataImage, configuration: BrokerConfiguration,
        memory: MemoryLedger, random: any RandomNumberGenerator & Sendable
    ) {
        self.quorum = quorum
        self.memory = memory
        memory.enter(image.byteCount, in: .metadata)
        memory.noteLoaded(image.byteCount, in: .metadata)
        state = Lock(State(image: image, configuration: configuration, random: random))
    }

    /// Takes one decision: what `body` adds to the draft is appended, and counts only if it was.
    func decide<Value: Sendable>(
        within allowance: MutationAllowance = .unbounded, now: Timestamp,
        _ body: (inout Draft) -> Value
    ) throws(ClusterError) -> Decision<Value> {
        let (decision, isChanged) = try state.withLock { state throws(ClusterError) in
            var draft = Draft(
                image: state.image, configuration: state.configuration,
                nextOffset: quorum.nextOffset, memory: memory, allowance: allowance,
                random: state.random)
            let value = body(&draft)
            state.random = draft.random
            guard !draft.records.isEmpty else {
                return (draft.decision(value, offset: state.image.offset), false)
            }
            draft.image.offset = try quorum.append(draft.records, now: now)
            draft.image.epoch = quorum.epoch
            memory.enter(draft.growth, in: .metadata)
            state.image = draft.image
            return (draft.decision(value, offset: draft.image.offset), true)
        }
        if isChanged { quorum.requestCommit() }
        return decision
    }

    /// As ``decide(now:_:)`` for a change that need not be there whole after a crash: `bodies` are
    /// appended in batches of at most so many records as one batch may have.
    func decideInPieces(
        now: Timestamp, _ next: (inout Draft) -> Bool
    ) throws(ClusterError) -> Offset {
        while true {
            let decision = try decide(now: now) { draft in next(&draft) }
            guard decision.value else { return decision.offset }
        }
    }
}

/// The image as it will be once the records are appended that a decision has made so far.
struct Draft {
    fileprivate(set) var image: MetadataImage
    let configuration: BrokerConfiguration
    /// The offset of the first of ``records``.
    let nextOffset: Offset
    let memory: MemoryLedger
    /// What the image took before.
    private let byteCountBefore: Int
    /// How many partitions may be made and deleted.
    var allowance: MutationAllowance
    var random: any RandomNumberGenerator & Sendable
    private(set) var records: [MetadataRecord] = []

    /// More records than this are not appended as one batch (Kafka's own bound).
    static let recordLimit = 10_000

    fileprivate init(
        image: MetadataImage, configuration: BrokerConfiguration, nextOffset: Offset,
        memory: MemoryLedger, allowance: MutationAllowance,
        random: any RandomNumberGenerator & Sendable
    ) {
        self.image = image
        self.configuration = configuration
        self.nextOffset = nextOffset
        self.memory = memory
        byteCountBefore = image.byteCount
        self.allowance = allowance
        self.random = random
    }

    fileprivate func decision<Value: Sendable>(
        _ value: Value, offset: Offset
    ) -> Controller.Decision<Value> {
        .init(value: value, offset: offset, allowance: allowance)
    }

    /// The offset that the next record added will have.
    var offsetOfNextRecord: Offset { nextOffset.advanced(by: records.count) }

    /// By how many bytes the image has become larger.
    var growth: Int { image.byteCount - byteCountBefore }

    /// How many records still fit.
    var room: Int { Self.recordLimit - records.count }

    /// Adds a record, and replays it.
    mutating func add(_ record: MetadataRecord) {
        records.append(record)
        image.apply(record)
    }

    /// An identifier that no topic has.
    mutating func newTopicID() -> Uuid {
        while true {
            let id = Uuid.random(using: &random)
            if image.topics[id] == nil { return id }
        }
    }
}
