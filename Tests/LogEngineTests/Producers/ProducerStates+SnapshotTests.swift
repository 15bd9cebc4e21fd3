import KafkaProtocol
import LogEngine
import Syscalls
import Testing

struct ProducerStatesSnapshotTests {
    /// A state with all that there can be in one.
    private func everything() throws -> ProducerStates {
        var log = ProducerLog()
        for number in 0..<7 as Range<Int32> {
            try log.append(ProducerLog.header(sequence: number * 3, count: 3))
        }
        try log.append(
            ProducerLog.header(producer: 9, epoch: 4, sequence: 0, isTransactional: true))
        try log.append(ProducerLog.header(producer: 8, sequence: 0, isTransactional: true))
        try log.append(ProducerLog.header(producer: 3, sequence: 0, isTransactional: true))
        try log.end(commit: false, producer: 9, epoch: 4, coordinator: 11)
        return log.states
    }

    @Test func `All is read back, the five batches of each producer too`() throws {
        let states = try everything()
        #expect(ProducerStates(snapshot: states.snapshot, end: states.end) == states)
        #expect(states.open.map(\.producerID.rawValue) == [8, 3])
        #expect(states.ended.count == 1)
    }

    @Test func `Its bytes are what docs/log-format.md says`() throws {
        var log = ProducerLog()
        try log.append(
            ProducerLog.header(producer: 9, epoch: 4, sequence: 2, count: 3, isTransactional: true))
        let bytes = log.states.snapshot
        #expect(bytes.count == 20 + 31 + 24 + 4)
        #expect(bytes[..<4] == [0x53, 0x54, 0, 1])
        #expect(bytes[8..<20] == [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 1])
        #expect(bytes[20..<30] == [0, 0, 0, 0, 0, 0, 0, 9, 0, 4])
        #expect(bytes[51..<55] == [0, 0, 0, 4])
    }

    @Test func `ST7 Any flipped bit and any cut is found`() throws {
        let states = try everything()
        let bytes = states.snapshot
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x10
            #expect(ProducerStates(snapshot: damaged, end: states.end) == nil)
            #expect(ProducerStates(snapshot: Array(bytes[..<index]), end: states.end) == nil)
        }
        #expect(ProducerStates(snapshot: bytes + [0], end: states.end) == nil)
    }

    @Test func `A snapshot of another offset is none`() throws {
        let states = try everything()
        let other = states.end.advanced(by: 1)
        #expect(ProducerStates(snapshot: states.snapshot, end: other) == nil)
    }
}
