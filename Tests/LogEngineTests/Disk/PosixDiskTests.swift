import Configuration
import KafkaProtocol
import LogEngine
import Syscalls
import Testing

@Suite struct PosixDiskTests {
    private func withDisk(_ body: (PosixDisk) throws -> Void) throws {
        let root = "/tmp/strom-disk-\(RandomBytes.integer())"
        try FileSystem.makeDirectory(root)
        defer { try? FileSystem.removeTree(root) }
        try body(PosixDisk(root: root))
    }

    @Test func `files are made, read, cut, renamed and removed under the root`() throws {
        try withDisk { disk in
            try disk.makeDirectory("a")
            try disk.makeDirectory("a")
            #expect(throws: Errno.noSuchFile) { try disk.open("a/f", .read) }
            let file = try disk.open("a/f", .create)
            try file.write([1, 2, 3, 4, 5], at: 2)
            #expect(try file.bytes() == [0, 0, 1, 2, 3, 4, 5])
            #expect(try file.bytes(in: 5..<99) == [4, 5])
            try file.truncate(to: 3)
            try file.reserve(1 << 16, at: 3)
            #expect(try file.size() == 3)
            try file.startWriteBack()
            try file.sync()
            try disk.rename("a/f", to: "a/g")
            try disk.syncDirectory("a")
            try disk.syncDirectory("")
            #expect(try disk.list("a").map(\.name) == ["g"])
            try disk.remove("a/g")
            try disk.remove("a/g")
            #expect(try file.bytes() == [0, 0, 1])
            #expect(file.descriptor != nil)
            #expect(try disk.list("") == [DirectoryEntry(name: "a", isDirectory: true)])
            try disk.removeTree("a")
            #expect(try disk.list("") == [])
            let space = try disk.space()
            #expect(space.total > 0 && space.available > 0)
        }
    }

    @Test func `a log on it is there again after it was closed`() throws {
        try withDisk { disk in
            let test = try TestLog()
            test.log = try PartitionLog(
                opening: "orders-0", on: disk, configuration: test.configuration, now: test.now)
            for _ in 0..<50 { try test.append(2) }
            let work = try #require(test.log.takeSyncWork())
            for file in work.files { try file.sync() }
            for name in work.directories { try disk.syncDirectory(name) }
            #expect(test.log.synced(work))
            try test.log.close()
            test.log = try PartitionLog(
                opening: "orders-0", on: disk, configuration: test.configuration,
                recovery: RecoveryPlan(isClean: true, recoveryPoint: Offset(rawValue: 100)),
                now: test.now)
            #expect(try test.batches().count == 50)
            #expect(try test.log.brokenInvariants() == [])
        }
    }
}
