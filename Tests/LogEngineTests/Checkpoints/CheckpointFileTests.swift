import LogEngine
import Simulation
import Syscalls
import Testing

struct CheckpointFileTests {
    @Test(arguments: 0..<100)
    func `A crash at any step leaves the old content or the new`(seed: UInt64) throws {
        let disk = SimulatedDisk(seed: seed)
        try CheckpointFile.replace("file", with: Array("old".utf8), on: disk)
        disk.crash(seed.isMultiple(of: 2) ? .powerLoss : .kill, after: Int(seed) % 7)
        let isDone: Void? = try? CheckpointFile.replace("file", with: Array("new".utf8), on: disk)
        disk.crash(.powerLoss)
        disk.restart()

        let content = try #require(try CheckpointFile.read("file", on: disk))
        let text = String(decoding: content, as: UTF8.self)
        #expect(isDone == nil ? ["old", "new"].contains(text) : text == "new")
    }

    @Test func `A file that is not there is nil, one that cannot be read an error`() throws {
        let disk = SimulatedDisk(seed: 1)
        #expect(try CheckpointFile.read("file", on: disk) == nil)
        try CheckpointFile.replace("file", with: [1], on: disk)
        disk.refuse(Refusal(of: [.read], with: .inputOutput))
        #expect(throws: Errno.inputOutput) { try CheckpointFile.read("file", on: disk) }
    }
}
