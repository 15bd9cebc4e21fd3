import Bytes
import KafkaProtocol
import LogEngine
import Syscalls
import Testing

struct ProducerStatesKafkaSnapshotTests {
    /// What Kafka writes for one producer, with its CRC.
    private func snapshot(of entries: [[UInt8]]) -> [UInt8] {
        var body = [0, 0, 0, UInt8(entries.count)] + entries.joined()
        let checksum = CRC32C.checksum(unsafe body.span.bytes)
        body.insert(
            contentsOf: (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (24 - 8 * $0)) }, at: 0)
        return [0, 1] + body
    }

    private func number(_ value: Int64, bytes count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> Int64(8 * (count - 1 - $0))) }
    }

    private func entry(
        id: Int64, lastSequence: Int64 = 9, lastOffset: Int64 = 19, start: Int64 = -1
    ) -> [UInt8] {
        number(id, bytes: 8) + number(2, bytes: 2) + number(lastSequence, bytes: 4)
            + number(lastOffset, bytes: 8) + number(4, bytes: 4) + number(77, bytes: 8)
            + number(6, bytes: 4) + number(start, bytes: 8)
    }

    @Test func `The last batch of each producer is known from it`() throws {
        let bytes = snapshot(of: [entry(id: 7), entry(id: 8, start: 12)])
        let states = try #require(
            ProducerStates(snapshot: bytes, end: Offset(rawValue: 20)))
        let state = try #require(states.producers[ProducerID(rawValue: 7)])
        #expect(state.epoch == ProducerEpoch(rawValue: 2))
        #expect(state.coordinatorEpoch == 6)
        #expect(state.batches.count == 1)
        #expect(state.batches.last?.firstOffset == Offset(rawValue: 15))
        #expect(state.batches.last?.firstSequence == 5)
        #expect(states.open.map(\.firstOffset) == [Offset(rawValue: 12)])
    }

    @Test func `A producer of whom only a marker is known has no batch`() throws {
        let bytes = snapshot(of: [entry(id: 7, lastSequence: -1, lastOffset: -1)])
        let states = try #require(ProducerStates(snapshot: bytes, end: Offset(rawValue: 20)))
        #expect(states.producers[ProducerID(rawValue: 7)]?.batches.count == 0)
    }

    @Test func `ST7 Any flipped bit and any cut is found`() {
        let bytes = snapshot(of: [entry(id: 7)])
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1
            #expect(ProducerStates(snapshot: damaged, end: .zero) == nil)
            #expect(ProducerStates(snapshot: Array(bytes[..<index]), end: .zero) == nil)
        }
    }
}
