import LogEngine
import Simulation
import Syscalls
import Testing

struct LogDirectoryTests {
    private func open(
        _ disk: SimulatedDisk, node: Int32 = 1, cluster: String? = nil
    ) throws -> LogDirectory {
        var random = SystemRandomNumberGenerator()
        var files = Replacements(on: disk)
        let directory = try LogDirectory(
            on: disk, nodeID: node, clusterID: cluster, random: &random, adding: &files)
        try files.place()
        return directory
    }

    @Test func `a new directory is given an identity, which it keeps`() throws {
        let disk = SimulatedDisk(seed: 1)
        let first = try open(disk)
        #expect(first.properties.clusterID.utf8.count == 22)
        #expect(!first.wasStoppedClean)
        #expect(try open(disk).properties == first.properties)
    }

    @Test func `the clean marker is there for one start`() throws {
        let disk = SimulatedDisk(seed: 1)
        try open(disk).markClean(brokerEpoch: 7)
        #expect(try open(disk).wasStoppedClean)
        #expect(try !open(disk).wasStoppedClean)
    }

    @Test func `a directory of another node or cluster is refused`() throws {
        let disk = SimulatedDisk(seed: 1)
        _ = try open(disk, cluster: "mine")
        #expect(throws: DirectoryError.otherNode(found: 1, expected: 2)) {
            try open(disk, node: 2)
        }
        #expect(throws: DirectoryError.otherCluster(found: "mine", expected: "yours")) {
            try open(disk, cluster: "yours")
        }
    }

    @Test func `two brokers cannot have one directory`() throws {
        let path = "/tmp/strom-lock-\(RandomBytes.integer())"
        defer { try? FileSystem.removeTree(path) }
        func hold() throws {
            let lock = try DirectoryLock.take(path)
            #expect(throws: DirectoryError.inUse) { _ = try DirectoryLock.take(path) }
            withExtendedLifetime(lock) {}
        }
        try hold()
        try hold()
    }
}
