import Simulation
import Testing

/// Histories in which a request of an old transaction comes late (KIP-890).
@Suite struct TransactionHistoriesTests {
    /// Transaction 0 writes to both partitions, and its second write is held up on the way.
    ///
    /// It is aborted, and transaction 1 writes to the same partitions. Where the late write is taken for one
    /// of transaction 1, it is committed with it: transaction 0 is torn.
    @Test(arguments: [false, true])
    func `Jepsen's torn transaction: a late write is not taken for the next transaction's`(
        isNew: Bool
    ) throws {
        let history = try TransactionHistory(isNewProtocol: isNew)
        history.begin()
        history.add(0)
        history.add(1)
        #expect(history.produce(to: 0) == .done)
        let late = history.send(to: 1)
        #expect(history.end(commits: false) == .done)
        // Who does not know what became of a write goes on in a new epoch; EndTxn 5 has given one.
        if !isNew { history.begin(goingOn: true) }

        history.add(0)
        history.add(1)
        #expect(history.produce(to: 0) == .done)
        history.arrive(late)
        #expect(history.finish(late) == .refused)
        #expect(history.produce(to: 1) == .done)
        #expect(history.end(commits: true) == .done)
        #expect(try history.committed(in: 0) == [1])
        #expect(try history.committed(in: 1) == [1])
        #expect(try history.isStable())
    }

    @Test(arguments: [false, true], [false, true])
    func `a write that comes after its transaction's end begins none that hangs`(
        isNew: Bool, commits: Bool
    ) throws {
        let history = try TransactionHistory(isNewProtocol: isNew)
        history.begin()
        history.add(0)
        history.add(1)
        history.produce(to: 0)
        let late = history.send(to: 1)
        history.end(commits: commits)
        history.arrive(late)
        #expect(history.finish(late) == .refused)
        #expect(try history.committed(in: 0) == (commits ? [0] : []))
        #expect(try history.committed(in: 1) == [])
        #expect(try history.isStable())
    }

    /// The log was asked, the coordinator has said that the partition is in the transaction, and before the
    /// append the transaction ends.
    @Test(arguments: [false, true], [false, true])
    func `a marker between check and append: the write is refused`(
        isNew: Bool, commits: Bool
    ) throws {
        let history = try TransactionHistory(isNewProtocol: isNew)
        history.begin()
        history.add(0)
        history.add(1)
        history.produce(to: 0)
        let late = history.send(to: 1)
        history.arrive(late)
        history.end(commits: commits)
        #expect(history.finish(late) == .refused)
        #expect(try history.committed(in: 1) == [])
        #expect(try history.isStable())
    }

    @Test(arguments: [false, true], [false, true])
    func `a marker between check and append: the offset is refused`(
        isNew: Bool, commits: Bool
    ) throws {
        let history = try TransactionHistory(isNewProtocol: isNew)
        history.begin()
        history.add(0)
        history.addOffsets()
        history.produce(to: 0)
        let late = history.sendOffset()
        history.arrive(late)
        history.end(commits: commits)
        #expect(history.finish(late) == .refused)
        #expect(try history.committedOffset() == nil)
        #expect(try history.isStable())
    }

    @Test(arguments: [false, true])
    func `an offset comes into force with its transaction, and not before`(isNew: Bool) throws {
        let history = try TransactionHistory(isNewProtocol: isNew)
        history.begin()
        history.add(0)
        history.addOffsets()
        history.produce(to: 0)
        let offset = history.sendOffset()
        history.arrive(offset)
        #expect(history.finish(offset) == .done)
        #expect(try history.committedOffset() == nil)
        history.end(commits: true)
        #expect(try history.committedOffset() == 0)
    }
}
