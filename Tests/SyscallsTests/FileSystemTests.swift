import Syscalls
import Testing

@Suite struct FileSystemTests {
    /// Runs `body` in a directory of its own.
    private func inDirectory(_ body: (String) throws -> Void) throws {
        let path = "/tmp/strom-syscalls-tests-\(RandomBytes.integer())"
        try FileSystem.makeDirectory(path)
        defer { try? FileSystem.removeTree(path) }
        try body(path)
    }

    @Test func `a file is replaced whole and read whole`() throws {
        try inDirectory { directory in
            let path = "\(directory)/file"
            let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
            try FileSystem.replace(path, with: bytes)
            #expect(try FileSystem.contents(of: path) == bytes)
            try FileSystem.replace(path, with: [])
            #expect(try FileSystem.contents(of: path).isEmpty)
            #expect(try FileSystem.list(directory).map(\.name) == ["file"])
        }
    }

    @Test func `directories are made, listed and removed with all that is in them`() throws {
        try inDirectory { directory in
            try FileSystem.makeDirectories("\(directory)/a/b/c")
            try FileSystem.makeDirectory("\(directory)/a")
            try FileSystem.replace("\(directory)/a/b/file", with: [1])
            let names = try FileSystem.list("\(directory)/a/b").sorted { $0.name < $1.name }
            #expect(names.map(\.name) == ["c", "file"])
            #expect(names.map(\.isDirectory) == [true, false])
            try FileSystem.removeTree("\(directory)/a")
            #expect(!FileSystem.exists("\(directory)/a"))
            try FileSystem.removeTree("\(directory)/a")
            try FileSystem.remove("\(directory)/nothing")
        }
    }

    @Test func `what is not there is told by its error`() throws {
        try inDirectory { directory in
            #expect(throws: Errno.noSuchFile) { try FileSystem.contents(of: "\(directory)/no") }
            #expect(throws: Errno.noSuchFile) { try FileSystem.list("\(directory)/no") }
            #expect(throws: Errno.noSuchFile) { try FileSystem.makeDirectory("\(directory)/a/b") }
            try FileSystem.replace("\(directory)/file", with: [])
            #expect(throws: Errno.notDirectory) {
                try FileSystem.makeDirectory("\(directory)/file")
            }
        }
    }

    @Test func `a lock is held until its descriptor is closed`() throws {
        try inDirectory { directory in
            let path = "\(directory)/.lock"
            do {
                let first = try FileDescriptor.open(path, [.write, .create])
                let second = try FileDescriptor.open(path, [.write, .create])
                #expect(try first.tryLock())
                #expect(try !second.tryLock())
            }
            let third = try FileDescriptor.open(path, [.write, .create])
            #expect(try third.tryLock())
        }
    }

    @Test func `the file system has a size`() throws {
        let (total, available) = try FileSystem.space(at: "/tmp")
        #expect(total > 0 && available >= 0 && available <= total)
    }
}
