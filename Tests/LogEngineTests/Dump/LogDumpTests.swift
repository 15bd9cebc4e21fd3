import LogEngine
import Simulation
import Testing

/// Golden files hold what is told of sound ones; here is the rest.
struct LogDumpTests {
    private func lines(of files: [String: [UInt8]]) throws -> [String] {
        let disk = SimulatedDisk(seed: 1)
        for (path, bytes) in files { try disk.open(path, .create).write(bytes, at: 0) }
        var lines: [String] = []
        try LogDump(of: disk).run { lines.append($0.json) }
        return lines
    }

    @Test func `What is no batch is told with its place and the reason`() throws {
        let log = "00000000000000000005.log"
        #expect(
            try lines(of: [log: [1, 2, 3]]) == [
                #"{"file":"\#(log)","kind":"segment","byteCount":3}"#,
                #"{"type":"unreadable","position":0,"byteCount":3,"reason":"cutOff"}"#,
            ])
        #expect(
            try lines(of: [log: [UInt8](repeating: 0, count: 100)]).last
                == #"{"type":"zeros","position":0,"byteCount":100}"#)
        #expect(
            try lines(of: [log: [UInt8](repeating: 0, count: 99) + [1]]).last
                == #"{"type":"unreadable","position":0,"byteCount":100,"reason":"length"}"#)
    }

    @Test func `Rows of an index are told up to its padding`() throws {
        let rows: [UInt8] = [
            0, 0, 0, 2, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ]
        #expect(
            try lines(of: ["00000000000000000005.index": rows]).dropFirst() == [
                #"{"type":"offsetEntry","offset":7,"position":7}"#,
                #"{"type":"zeros","position":8,"byteCount":16}"#,
            ])
    }

    @Test func `Text is escaped as JSON wants it, other bytes are base64`() throws {
        let text: [UInt8] = Array("a\"\\\n\u{1}ä".utf8)
        #expect(
            try lines(of: ["quorum-state": text]).last
                == #"{"type":"text","text":"a\"\\\n\u0001ä"}"#)
        #expect(
            try lines(of: ["quorum-state": [0xFF, 0]]).last
                == #"{"type":"text","text":{"base64":"/wA="}}"#)
    }

    @Test func `Bad checkpoints and snapshots are told to be so`() throws {
        #expect(
            try lines(of: ["leader-epoch-checkpoint": Array("0\n1\n".utf8)]).last
                == #"{"type":"unreadable","position":0,"byteCount":4,"reason":"text"}"#)
        #expect(
            try lines(of: ["00000000000000000005.snapshot": [9]]).last
                == #"{"type":"unreadable","position":0,"byteCount":1,"reason":"snapshot"}"#)
    }
}
