import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Simulation
import Syscalls
import Testing

@Suite struct PartitionLogAppendTests {
    @Test func `records get the next offsets, batch after batch`() throws {
        let test = try TestLog()
        #expect(try test.append(3) == Appended(baseOffset: .zero, end: Offset(rawValue: 3)))
        #expect(try test.append(2).baseOffset == Offset(rawValue: 3))
        #expect(test.log.endOffset == Offset(rawValue: 5))
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `nothing lies on the disk before the first append`() throws {
        let test = try TestLog()
        test.log.assignEpoch(LeaderEpoch(rawValue: 3))
        #expect(try test.disk.list("") == [])
        #expect(test.log.takeSyncWork() == nil)
        #expect(try test.batches() == [])
    }

    @Test func `the first append makes the directory, and the sync its names`() throws {
        let test = try TestLog()
        try test.append()
        let work = try #require(test.log.takeSyncWork())
        #expect(work.directories == ["", "orders-0"])
        #expect(work.files.count == 2)
        #expect(try test.names() == ["00000000000000000000.log", "partition.metadata"])
        let metadata = try PartitionMetadata.load(from: "orders-0", on: test.disk)
        #expect(metadata?.topicID == Uuid(high: 1, low: 2))
    }

    @Test func `only base offset and leader epoch of the bytes differ from what was sent`() throws {
        let test = try TestLog()
        test.epoch = LeaderEpoch(rawValue: 7)
        try test.append(4)
        let batch = TestBatch(2, bytes: 33)
        try test.append(batch: batch)
        let view = test.log.view()
        let slice = try #require(
            try view.read(
                from: Offset(rawValue: 4), upTo: view.endOffset, maxBytes: 4096,
                wholeFirstBatch: true))
        var stored = try slice.file.bytes(in: slice.offset..<slice.offset + slice.count)
        #expect(stored[0..<8].elementsEqual([0, 0, 0, 0, 0, 0, 0, 4]))
        #expect(stored[12..<16].elementsEqual([0, 0, 0, 7]))
        stored.replaceSubrange(0..<8, with: batch.bytes[0..<8])
        stored.replaceSubrange(12..<16, with: batch.bytes[12..<16])
        #expect(stored == batch.bytes)
    }

    @Test func `with LogAppendTime the batch bears the time of the append, and a right checksum`()
        throws
    {
        let test = try TestLog { $0.messageTimestampType = .logAppendTime }
        let appended = try test.append(3, at: 5)
        #expect(appended.logAppendTime == test.now)
        #expect(try test.log.brokenInvariants() == [])
        let found = try test.log.view().offset(
            atOrAfter: test.now, upTo: test.log.endOffset)
        #expect(found?.offset == .zero)
        #expect(found?.timestamp == test.now)
    }

    @Test func `a batch that is larger than allowed is refused, and one larger than a segment`()
        throws
    {
        let test = try TestLog { $0.maxMessageBytes = 1000 }
        #expect(throws: LogError.batchTooLarge(byteCount: 1070, limit: 1000)) {
            try test.append(1, bytes: 1000)
        }
        #expect(throws: LogError.largerThanSegment(byteCount: 5070, limit: 4096)) {
            try test.append(1, bytes: 5000)
        }
        #expect(test.log.endOffset == .zero)
    }

    @Test func `a producer's repeated batch is answered with the offset that it has`() throws {
        let test = try TestLog()
        try test.append()
        try test.append(batch: TestBatch(3, producer: 9, sequence: 0))
        try test.append(batch: TestBatch(2, producer: 9, sequence: 3))
        let again = try test.append(batch: TestBatch(3, producer: 9, sequence: 0))
        #expect(again.isDuplicate)
        #expect(again.baseOffset == Offset(rawValue: 1))
        #expect(again.end == Offset(rawValue: 4))
        #expect(test.log.endOffset == Offset(rawValue: 6))
    }

    @Test func `a producer's gap is refused, and the log is as it was`() throws {
        let test = try TestLog()
        try test.append(batch: TestBatch(3, producer: 9, sequence: 0))
        #expect(throws: LogError.self) {
            try test.append(batch: TestBatch(1, producer: 9, sequence: 4))
        }
        #expect(test.log.endOffset == Offset(rawValue: 3))
        #expect(
            try test.append(batch: TestBatch(1, producer: 9, sequence: 3)).baseOffset.rawValue == 3)
    }

    // MARK: A full disk (ST4)

    @Test(arguments: [Errno.noSpace, .quotaExceeded, .readOnlyFileSystem])
    func `a full disk refuses batches, reads go on, and it resumes by itself`(_ error: Errno) throws
    {
        let test = try TestLog()
        try test.append(2)
        test.disk.refuse(Refusal(of: [.write], with: error, count: 1))
        #expect(throws: LogError.full) { try test.append() }
        #expect(try test.batches() == [0])
        #expect(try test.append().baseOffset == Offset(rawValue: 2))
        #expect(try test.batches() == [0, 2])
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test func `a roll that finds no room leaves the log as it was`() throws {
        let test = try TestLog()
        while test.log.size < 3900 { try test.append() }
        let end = test.log.endOffset
        for call in [DiskCall.create, .write] {
            test.disk.refuse(Refusal(of: [call], with: .noSpace, count: 1))
            #expect(throws: LogError.full) { try test.append(4) }
            #expect(test.log.endOffset == end)
            #expect(test.log.segmentCount == 1)
        }
        try test.append(4)
        #expect(test.log.segmentCount == 2)
        #expect(try test.log.brokenInvariants() == [])
    }

    @Test
    func `where not even the rest of a failed write can be cut off, the log is out of service`()
        throws
    {
        let test = try TestLog()
        try test.append()
        test.disk.refuse(Refusal(of: [.write], with: .noSpace, count: 1))
        test.disk.refuse(Refusal(of: [.truncate], with: .inputOutput, count: 1))
        #expect(throws: LogError.disk(.inputOutput)) { try test.append() }
        #expect(throws: LogError.outOfService) { try test.append() }
    }

    // MARK: Followers

    @Test func `a follower keeps the leader's offsets and epochs, and takes no step back`() throws {
        let test = try TestLog()
        try test.replicate(at: 0, epoch: 3)
        try test.replicate(at: 2, epoch: 5)
        #expect(throws: LogError.outOfOrder(Offset(rawValue: 2), expected: Offset(rawValue: 4))) {
            try test.replicate(at: 2, epoch: 5)
        }
        #expect(test.log.epochs.entries.map(\.epoch.rawValue) == [3, 5])
        #expect(test.log.epochs.entries.map(\.startOffset.rawValue) == [0, 2])
    }
}
