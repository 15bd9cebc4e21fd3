import Bytes
import KafkaProtocol
import LogEngine
import Simulation
import Testing

@testable import Cluster

@Suite struct LoadedGroupsTests {
    @Test func `a record that cannot be understood is told with its place`() throws {
        #expect(throws: LoadFailure.undecodable(at: Offset(rawValue: 1))) {
            try load([(key: [0, 99], value: []), (key: [0, 1, 0, 9], value: [])])
        }
        #expect(throws: LoadFailure.undecodable(at: .zero)) { try load([(key: nil, value: [])]) }
    }

    @Test func `kinds of records that are not kept are passed over`() throws {
        try load([(key: [0, 99], value: [1, 2, 3])])
    }

    @Test func `every byte that a checksum covers counts`() throws {
        let count = batch([(key: [0, 99], value: [1, 2, 3])]).count
        for place in RecordBatchHeader.checksummedFrom..<count {
            #expect(throws: LoadFailure.self) {
                try load([(key: [0, 99], value: [1, 2, 3])]) { $0[place] ^= 0x10 }
            }
        }
    }

    private typealias Row = (key: [UInt8]?, value: [UInt8]?)

    private func batch(_ rows: [Row]) -> [UInt8] {
        var builder = RecordBatchBuilder()
        for row in rows { builder.append(timestamp: 0, key: row.key, value: row.value) }
        let buffer = builder.finish()
        return unsafe buffer.bytes.withUnsafeBytes { unsafe Array($0) }
    }

    /// Loads a log of one batch, as the disk gives it back.
    private func load(
        _ rows: [Row], _ damage: (inout [UInt8]) -> Void = { _ in }
    ) throws {
        let disk = SimulatedDisk(seed: 1)
        var bytes = batch(rows)
        damage(&bytes)
        let file = try disk.open("log", .create)
        try file.write(unsafe bytes.span.bytes, at: 0)
        var loaded = LoadedGroups()
        let end = try loaded.replay(
            FileSlice(file: file, offset: 0, count: bytes.count), from: .zero)
        #expect(end == Offset(rawValue: Int64(rows.count)))
    }
}
