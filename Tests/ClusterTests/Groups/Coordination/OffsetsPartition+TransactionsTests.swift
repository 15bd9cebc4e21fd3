import KafkaProtocol
import LogEngine
import Syscalls
import Testing

@testable import Cluster

@Suite struct `OffsetsPartition+TransactionsTests` {
    @Test func `what a transaction commits is seen when it has ended`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(5)
        try world.commit(10, by: 7)
        #expect(try world.fetched().number == 5)
        #expect(try world.fetched(stable: true) == .unstable)
        #expect(try world.fetched(1, stable: true) == .nothing)
        try world.end(7, commits: true)
        #expect(try world.fetched(stable: true).number == 10)
    }

    @Test func `what a transaction commits that is aborted had never been`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(5)
        try world.commit(10, by: 7)
        try world.commit(11, of: 1, by: 7)
        try world.end(7, commits: false)
        #expect(try world.fetched(stable: true).number == 5)
        #expect(try world.fetched(1, stable: true) == .nothing)
    }

    @Test func `of a plain commit and a transaction's the later in the log counts`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(10, by: 7)
        try world.commit(11, of: 1, by: 7)
        try world.commit(20)
        try world.end(7, commits: true)
        #expect(try world.fetched().number == 20)
        #expect(try world.fetched(1).number == 11)
    }

    @Test(arguments: [true, false])
    func `pending offsets outlive a restart, and so does their end`(commits: Bool) throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(5)
        try world.commit(10, by: 7)
        try world.commit(20, of: 1, by: 8)
        try world.end(8, commits: true)
        try world.restart()
        #expect(try world.fetched().number == 5)
        #expect(try world.fetched(stable: true) == .unstable)
        #expect(try world.fetched(1, stable: true).number == 20)
        try world.end(7, commits: commits)
        #expect(try world.fetched(stable: true).number == (commits ? 10 : 5))
        try world.restart()
        #expect(try world.fetched(stable: true).number == (commits ? 10 : 5))
    }

    @Test func `a restart tells the same of commits that overlap a transaction`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(10, by: 7)
        try world.commit(20)
        try world.commit(30, of: 1)
        try world.commit(40, of: 1, by: 7)
        try world.end(7, commits: true)
        try world.restart()
        #expect(try world.fetched().number == 20)
        #expect(try world.fetched(1).number == 40)
    }

    @Test func `a group that has only pending offsets is kept, and deleted with them`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(10, by: 7)
        try world.partition.expireOffsets(now: Timestamp(rawValue: .max))
        #expect(try world.partition.list().map(\.id) == ["g"])
        try world.restart()
        #expect(try world.partition.list().map(\.id) == ["g"])
        _ = try world.partition.delete("g", wallTime: world.broker.now)
        try world.end(7, commits: true)
        #expect(try world.fetched(stable: true) == .nothing)
        try world.restart()
        #expect(try world.partition.list().isEmpty)
    }

    @Test func `what is deleted while it is pending does not come back`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(10, by: 7)
        try world.commit(11, of: 1, by: 7)
        _ = try world.partition.deleteOffsets(
            of: [CoordinatedWorld.place(0)], by: "g", wallTime: world.broker.now)
        #expect(try world.fetched(stable: true) == .nothing)
        try world.end(7, commits: true)
        for _ in 0..<2 {
            #expect(try world.fetched(stable: true) == .nothing)
            #expect(try world.fetched(1, stable: true).number == 11)
            try world.restart()
        }
    }

    @Test func `pending offsets of a topic that is deleted go with it`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(10, by: 7)
        try world.partition.forget(topics: ["t"], wallTime: world.broker.now)
        try world.end(7, commits: true)
        #expect(try world.fetched(stable: true) == .nothing)
        try world.restart()
        #expect(try world.fetched(stable: true) == .nothing)
    }

    @Test func `an offset is not forgotten while a transaction may change it`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(5)
        try world.commit(6, of: 1)
        try world.commit(10, by: 7)
        let late = Timestamp(rawValue: world.broker.wall + 604_800_001)
        try world.partition.expireOffsets(now: late)
        #expect(try world.fetched().number == 5)
        #expect(try world.fetched(1) == .nothing)
        try world.end(7, commits: false)
        try world.partition.expireOffsets(now: late)
        #expect(try world.partition.list().isEmpty)
    }

    @Test func `without the coordinator's word a transaction commits nothing`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        var request = CommitRequest()
        let committed = CommittedOffset(offset: 5, commitTimestamp: world.broker.now)
        request.offsets = [(CoordinatedWorld.place(0), committed)]
        let stale = try world.begin(7)
        try world.end(7, commits: false)
        let unverified = GroupError.producer(.unverified(ProducerID(rawValue: 7)))
        #expect(throws: unverified) {
            try world.partition.commit(
                request, for: "g", in: stale, now: world.clock, wallTime: world.broker.now)
        }
        #expect(try world.fetched(stable: true) == .nothing)
        #expect(try world.partition.list().isEmpty)
    }

    @Test func `a marker that comes again does not end the transaction after its own`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.commit(10, by: 7)
        try world.end(7, commits: true, epoch: 1, version: 2)
        try world.commit(11, by: 7, epoch: 1)
        _ = try? world.end(7, commits: true, epoch: 1, version: 2)
        #expect(try world.fetched().number == 10)
        #expect(try world.fetched(stable: true) == .unstable)
    }

    @Test func `a marker is brought again where the groups are not loaded`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        try world.partition.close()
        #expect(throws: ReplicaError.self) { try world.end(7, commits: true) }
    }

    @Test func `a transaction commits for a member of its generation, or for nobody`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        _ = try world.join(CoordinatedWorld.request("a"))
        #expect(throws: GroupError.unknownMember) { try world.commit(1) }
        try world.commit(1, by: 7)
        #expect(throws: GroupError.unknownMember) {
            try world.commit(2, by: 7) {
                $0.memberID = "stranger"
                $0.generation = 0
            }
        }
        let member = "a-1"
        #expect(throws: GroupError.illegalGeneration) {
            try world.commit(2, by: 7) {
                $0.memberID = member
                $0.generation = 5
            }
        }
    }

    @Test func `a group that is not there is of no generation`() throws {
        let world = try CoordinatedWorld(initialDelayMs: 0)
        #expect(throws: GroupError.illegalGeneration) {
            try world.commit(1, by: 7) { $0.generation = 0 }
        }
        #expect(try world.partition.list().isEmpty)
    }
}
