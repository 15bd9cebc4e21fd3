import LogEngine
import Simulation
import Syscalls
import Testing

/// The simulated disk keeps what it promised, and promises no more than a real one.
struct SimulatedDiskTests {
    /// Writes `text` at `offset`.
    private func write(_ text: String, to file: any DiskFile, at offset: Int = 0) throws {
        try file.write(Array(text.utf8), at: offset)
    }

    private func text(_ path: String, on disk: SimulatedDisk) -> String? {
        disk.files[path].map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: 0..<50)
    func `What was synced, name and bytes, survives a power loss`(seed: UInt64) throws {
        let disk = SimulatedDisk(seed: seed)
        let file = try disk.open("a", .create)
        try write("safe", to: file)
        try file.sync()
        try disk.syncDirectory("")
        try write(" and not", to: file, at: 4)

        disk.crash(.powerLoss)
        disk.restart()

        #expect(text("a", on: disk)?.hasPrefix("safe") == true)
    }

    @Test func `What was not synced is kept by some power losses, lost by some and torn by some`()
        throws
    {
        var outcomes: Set<String> = []
        for seed in 0..<200 as Range<UInt64> {
            let disk = SimulatedDisk(seed: seed)
            let file = try disk.open("a", .create)
            try disk.syncDirectory("")
            try write(String(repeating: "x", count: 1024), to: file)
            disk.crash(.powerLoss)
            let bytes = try #require(disk.files["a"])
            let kept = bytes.count { $0 == 120 }
            outcomes.insert("\(bytes.count) bytes, \(kept) of them written")
        }
        #expect(outcomes.contains("0 bytes, 0 of them written"))
        #expect(outcomes.contains("1024 bytes, 1024 of them written"))
        #expect(outcomes.contains("1024 bytes, 0 of them written"))
        #expect(outcomes.contains("1024 bytes, 512 of them written"))
    }

    @Test func `A name that was not synced may be lost with a file that was`() throws {
        let names = try (0..<100 as Range<UInt64>).map { seed in
            let disk = SimulatedDisk(seed: seed)
            let file = try disk.open("a", .create)
            try write("bytes", to: file)
            try file.sync()
            disk.crash(.powerLoss)
            return text("a", on: disk)
        }
        #expect(Set(names) == [nil, "bytes"])
    }

    @Test(arguments: 0..<100)
    func `A rename is whole or has not been`(seed: UInt64) throws {
        let disk = SimulatedDisk(seed: seed)
        for (name, content) in [("file", "old"), ("file.tmp", "new")] {
            let file = try disk.open(name, .create)
            try write(content, to: file)
            try file.sync()
        }
        try disk.syncDirectory("")
        try disk.rename("file.tmp", to: "file")
        disk.crash(.powerLoss)
        #expect(["old", "new"].contains(try #require(text("file", on: disk))))
    }

    @Test func `A kill leaves what was written`() throws {
        let disk = SimulatedDisk(seed: 1)
        try write("written", to: try disk.open("a", .create))
        disk.crash(.kill)
        disk.restart()
        #expect(text("a", on: disk) == "written")
    }

    @Test func `From a crash on every call fails, and open files stay dead`() throws {
        let disk = SimulatedDisk(seed: 1)
        let file = try disk.open("a", .create)
        disk.crash(.kill, after: 1)
        try write("a", to: file)
        #expect(throws: Errno.self) { try write("b", to: file, at: 1) }
        #expect(disk.isDown)
        #expect(throws: Errno.self) { try disk.list("") }

        disk.restart()
        #expect(try disk.list("").map(\.name) == ["a"])
        #expect(throws: Errno.self) { try file.size() }
    }

    @Test func `After a sync that failed a later one promises nothing`() throws {
        var lost = 0
        for seed in 0..<50 as Range<UInt64> {
            let disk = SimulatedDisk(seed: seed)
            let file = try disk.open("a", .create)
            try disk.syncDirectory("")
            disk.refuse(Refusal(of: [.sync], with: .inputOutput, count: 1))
            try write("gone?", to: file)
            #expect(throws: Errno.inputOutput) { try file.sync() }
            try file.sync()
            disk.crash(.powerLoss)
            if text("a", on: disk) != "gone?" { lost += 1 }
        }
        #expect(lost > 0)
    }

    @Test func `A full disk takes what fits, and has room again after a removal`() throws {
        let disk = SimulatedDisk(seed: 1)
        disk.limit(to: 3 * 4096)
        try write("x", to: try disk.open("other", .create))
        let file = try disk.open("a", .create)
        let bytes = [UInt8](repeating: 7, count: 3 * 4096)
        #expect(throws: Errno.noSpace) { try file.write(bytes, at: 0) }
        #expect(try file.size() == 2 * 4096)
        #expect(throws: Errno.noSpace) { try file.reserve(4096, at: 2 * 4096) }

        try disk.remove("other")
        try file.write(bytes, at: 0)
        #expect(try disk.space().available == 0)
    }

    @Test func `The same seed gives the same history`() throws {
        func history(_ seed: UInt64) throws -> [String: [UInt8]] {
            let disk = SimulatedDisk(seed: seed)
            disk.crash(.powerLoss, after: 40)
            for number in 0..<20 {
                guard let file = try? disk.open("\(number % 3)", .create) else { break }
                try? file.write(Array("\(number)".utf8), at: number * 700)
                if number % 5 == 0 { try? file.sync() }
                if number % 7 == 0 { try? disk.syncDirectory("") }
            }
            return disk.files
        }
        for seed in 0..<20 as Range<UInt64> {
            #expect(try history(seed) == history(seed))
        }
    }
}
