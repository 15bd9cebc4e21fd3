import Syscalls
import Testing

@Suite struct ControlGroupTests {
    private func files(_ membership: String) -> [String] {
        ControlGroup.limitFiles(of: membership, under: "/cg")
    }

    @Test func `what is mounted is asked in any case, of both versions`() {
        #expect(files("0::/\n") == ["/cg/memory.max", "/cg/memory/memory.limit_in_bytes"])
        #expect(files("rubbish") == files(""))
    }

    @Test func `the group and all above it are asked where its path is told`() {
        #expect(
            files("0::/system.slice/strom.service\n").dropFirst(2)
                == ["/cg/system.slice/memory.max", "/cg/system.slice/strom.service/memory.max"])
        #expect(
            files("9:name=systemd:/\n4:cpu,memory:/a:b/c\n0::/\n").dropFirst(2)
                == [
                    "/cg/memory/a:b/memory.limit_in_bytes",
                    "/cg/memory/a:b/c/memory.limit_in_bytes",
                ])
    }

    @Test func `a limit is a number, or none`() {
        #expect(ControlGroup.limit("100663296\n") == 100_663_296)
        #expect(ControlGroup.limit("max\n") == nil)
        #expect(ControlGroup.limit("") == nil)
    }

    /// Control groups with limits, by their files.
    private func memory(of membership: String, _ limits: [String: String]) throws -> Int? {
        let root = "/tmp/strom-control-groups-\(RandomBytes.integer())"
        defer { try? FileSystem.removeTree(root) }
        for (path, limit) in limits {
            try FileSystem.makeDirectories(FileSystem.parent(of: root + path))
            try FileSystem.replace(root + path, with: Array((limit + "\n").utf8))
        }
        return ControlGroup.memory(of: membership, under: root)
    }

    @Test func `the smallest limit on the way up holds, of version 2`() throws {
        let files = [
            "/pods/memory.max": "4000", "/pods/one/memory.max": "3000",
            "/pods/one/container/memory.max": "max", "/pods/other/memory.max": "5",
        ]
        #expect(try memory(of: "0::/pods/one/container\n", files) == 3000)
        #expect(try memory(of: "0::/pods\n", files) == 4000)
        #expect(try memory(of: "0::/\n", files) == nil)
    }

    @Test func `the smallest limit on the way up holds, of version 1`() throws {
        let files = [
            "/memory/memory.limit_in_bytes": "9223372036854771712",
            "/memory/pods/memory.limit_in_bytes": "2000",
            "/memory/pods/one/memory.limit_in_bytes": "9223372036854771712",
            "/cpu/pods/memory.limit_in_bytes": "5",
        ]
        #expect(try memory(of: "3:memory:/pods/one\n2:cpu:/pods/one\n", files) == 2000)
        #expect(try memory(of: "3:memory:/elsewhere\n", files) == 9_223_372_036_854_771_712)
    }

    @Test func `in a container what is mounted is the group, though its path is not there`() throws
    {
        let files = ["/memory.max": "700", "/one/memory.max": "900"]
        #expect(try memory(of: "0::/docker/abc\n", files) == 700)
        #expect(try memory(of: "0::/../elsewhere\n", files) == 700)
    }
}
