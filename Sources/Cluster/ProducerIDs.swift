import KafkaProtocol
import Syscalls

/// The producer ids that this broker may hand out: blocks that the controller gave it.
///
/// A block is used once its record is committed, so that no id is handed out twice whatever is
/// lost. The next block is asked for before the present one is used up.
package final class ProducerIDs: Sendable {
    private let state = Lock(State())

    private struct State {
        var block: Range<Int64> = 0..<0
        /// The block that comes next, and the offset of its record.
        var next: (block: Range<Int64>, offset: Offset)?
        var isAsking = false
    }

    init() {}

    /// What came of asking for an id.
    enum Answer {
        case id(Int64)
        /// An id, and a block should be asked for.
        case lastOfMany(Int64)
        /// None now; a block should be asked for.
        case none
        /// None now; a block was asked for already.
        case wait
    }

    /// Takes an id, if there is one whose block is committed at `offset`.
    func take(committed offset: Offset) -> Answer {
        state.withLock { state in
            if state.block.isEmpty, let next = state.next, next.offset <= offset {
                state.block = next.block
                state.next = nil
            }
            let isLow = state.block.count <= 100 && state.next == nil && !state.isAsking
            if isLow { state.isAsking = true }
            guard let id = state.block.first else { return isLow ? .none : .wait }
            state.block = state.block.dropFirst()
            return isLow ? .lastOfMany(id) : .id(id)
        }
    }

    /// Takes what the controller gave: a block whose record has this offset, or nothing.
    func give(_ block: Range<Int64>?, offset: Offset) {
        state.withLock { state in
            state.isAsking = false
            if let block { state.next = (block, offset) }
        }
    }
}
