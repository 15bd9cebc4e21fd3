import KafkaProtocol
import LogEngine
import Testing

/// The rules of log-engine.md 1.5.3, one by one.
struct EpochHistoryTests {
    private func history(_ entries: (Int32, Int64)...) -> EpochHistory {
        var history = EpochHistory()
        for (epoch, offset) in entries {
            history.assign(LeaderEpoch(rawValue: epoch), at: Offset(rawValue: offset))
        }
        return history
    }

    private func pairs(_ history: EpochHistory) -> [[Int64]] {
        history.entries.map { [Int64($0.epoch.rawValue), $0.startOffset.rawValue] }
    }

    private func end(_ epoch: Int32, in history: EpochHistory, logEnd: Int64 = 100) -> [Int64]? {
        history.endOffset(
            for: LeaderEpoch(rawValue: epoch), logEnd: Offset(rawValue: logEnd)
        ).map { [Int64($0.epoch.rawValue), $0.startOffset.rawValue] }
    }

    // MARK: Assign

    @Test func `The newest epoch keeps its start when it is assigned again`() {
        #expect(pairs(history((1, 10), (1, 20))) == [[1, 10]])
    }

    @Test func `A negative epoch or offset is refused`() {
        #expect(pairs(history((-1, 10), (1, -10))) == [])
    }

    @Test func `An epoch that begins where an older one began described no records`() {
        #expect(pairs(history((1, 10), (2, 20), (3, 20))) == [[1, 10], [3, 20]])
    }

    @Test func `An epoch that begins earlier takes the place of all that begin later`() {
        #expect(pairs(history((1, 10), (2, 20), (4, 40), (5, 15))) == [[1, 10], [5, 15]])
    }

    @Test func `An older epoch takes the place of the newer ones`() {
        #expect(pairs(history((1, 10), (5, 20), (3, 30))) == [[1, 10], [3, 30]])
    }

    // MARK: EndOffsetFor

    @Test func `The undefined epoch has no end`() {
        #expect(end(-1, in: history((1, 10))) == nil)
        #expect(end(1, in: history()) == nil)
    }

    @Test func `The newest epoch ends at the log's end`() {
        #expect(end(2, in: history((1, 10), (2, 20)), logEnd: 33) == [2, 33])
    }

    @Test func `An epoch of the future has no end`() {
        #expect(end(3, in: history((1, 10), (2, 20))) == nil)
    }

    @Test func `An epoch before the first ends where the first begins`() {
        #expect(end(0, in: history((1, 10), (2, 20))) == [0, 10])
    }

    @Test func `An epoch without records ends with the one before it`() {
        #expect(end(3, in: history((1, 10), (2, 20), (4, 40))) == [2, 40])
        #expect(end(2, in: history((1, 10), (2, 20), (4, 40))) == [2, 40])
    }

    // MARK: Truncation

    @Test func `Cutting the end drops what begins there or after`() {
        var cut = history((1, 10), (2, 20), (3, 30))
        cut.truncateFromEnd(to: Offset(rawValue: 20))
        #expect(pairs(cut) == [[1, 10]])
    }

    @Test(
        arguments: [
            (5, [[1, 10], [2, 20], [3, 30]]), (10, [[1, 10], [2, 20], [3, 30]]),
            (15, [[1, 15], [2, 20], [3, 30]]), (20, [[2, 20], [3, 30]]), (99, [[3, 99]]),
        ] as [(Int64, [[Int64]])])
    func `Cutting the start keeps the epoch of the first record`(
        start: Int64, expected: [[Int64]]
    ) {
        var cut = history((1, 10), (2, 20), (3, 30))
        cut.truncateFromStart(to: Offset(rawValue: start))
        #expect(pairs(cut) == expected)
    }

    @Test func `After a crash entries beyond the end go, and at the end only the newest stays`() {
        var settled = history((1, 0), (2, 20), (3, 50))
        settled.settle(in: Offset(rawValue: 5)..<Offset(rawValue: 20))
        #expect(pairs(settled) == [[1, 5], [2, 20]])
    }

    @Test func `The zig-zag of three epochs ends in two rounds`() {
        // The leader wrote in 1 and 3, the follower has records of 1 and 2 (1.5.4, case 1).
        let leader = history((1, 0), (3, 10))
        let follower = history((1, 0), (2, 10))
        #expect(end(2, in: leader, logEnd: 30) == [1, 10])
        #expect(end(1, in: follower, logEnd: 20) == [1, 10])
    }

    // MARK: The file

    @Test func `Its text is Kafka's`() {
        let text = history((1, 10), (2, 20)).text
        #expect(String(decoding: text, as: UTF8.self) == "0\n2\n1 10\n2 20\n")
        #expect(EpochHistory(text: text) == history((1, 10), (2, 20)))
    }

    @Test(arguments: [
        "", "0\n", "1\n0\n", "0\n2\n1 10\n", "0\n1\n1 10", "0\n1\n1\n", "0\n1\n1 x\n",
        "0\n2\n2 10\n1 20\n", "0\n2\n1 20\n2 20\n", "0\n1\n-1 0\n", "\0\0\0\0",
    ])
    func `Bad content is as good as none`(text: String) {
        #expect(EpochHistory(text: Array(text.utf8)) == nil)
    }
}
