import LogEngine
import Simulation
import Syscalls
import Testing

struct ReplacementsTests {
    private let paths = ["one", "two", "d/three"]

    private func replace(with text: String, on disk: SimulatedDisk) throws(Errno) {
        var files = Replacements(on: disk)
        for path in paths { try files.add(path, Array(text.utf8)) }
        try files.place()
    }

    @Test(arguments: 0..<200)
    func `A crash at any step leaves of each file the old content or the new`(seed: UInt64) throws {
        let disk = SimulatedDisk(seed: seed)
        try disk.makeDirectory("d")
        try disk.syncDirectory("")
        try replace(with: "old", on: disk)
        disk.crash(seed.isMultiple(of: 2) ? .powerLoss : .kill, after: Int(seed) % 19)
        let isDone: Void? = try? replace(with: "new", on: disk)
        disk.crash(.powerLoss)
        disk.restart()

        for path in paths {
            let content = try #require(try CheckpointFile.read(path, on: disk))
            let text = String(decoding: content, as: UTF8.self)
            #expect(isDone == nil ? ["old", "new"].contains(text) : text == "new")
        }
    }

    @Test func `Nothing is in its place before all of it is`() throws {
        let disk = SimulatedDisk(seed: 1)
        try disk.makeDirectory("d")
        try replace(with: "old", on: disk)
        var files = Replacements(on: disk)
        try files.add("one", Array("new".utf8))
        #expect(try CheckpointFile.read("one", on: disk) == Array("old".utf8))
        try files.place()
        #expect(try CheckpointFile.read("one", on: disk) == Array("new".utf8))
    }
}
