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

    @Test func `the group's own limit is asked where its path is told`() {
        #expect(
            files("0::/system.slice/strom.service\n").last
                == "/cg/system.slice/strom.service/memory.max")
        #expect(
            files("9:name=systemd:/\n4:cpu,memory:/a:b/c\n0::/\n").last
                == "/cg/memory/a:b/c/memory.limit_in_bytes")
    }

    @Test func `a limit is a number, or none`() {
        #expect(ControlGroup.limit("100663296\n") == 100_663_296)
        #expect(ControlGroup.limit("max\n") == nil)
        #expect(ControlGroup.limit("") == nil)
    }
}
