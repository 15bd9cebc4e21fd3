import KafkaGateway
import KafkaProtocol
import Syscalls
import Testing

@Suite(.serialized) struct ClientConnectionWritingTests {
    /// A gateway whose loop is kept by a request until the gate of the name is opened.
    private func kept(_ name: String) throws -> (TestGateway, TestClient) {
        let gateway = try TestGateway()
        let client = try gateway.client()
        try client.send(.joinGroup, group: name)
        Gate.named(name + " begun").await()
        return (gateway, client)
    }

    @Test func `a large answer leaves before others of its turn are served`() throws {
        let (gateway, first) = try kept("before large")
        let (asking, blocking) = (try gateway.client(), try gateway.client())
        // Both come in one turn: the loop is busy yet.
        try asking.send(.metadata, generation: 40_000)
        try blocking.send(.joinGroup, generation: 7, group: "behind large")
        Thread.sleep(milliseconds: 20)
        Gate.named("before large").open(tell: [])
        #expect(try asking.receive()?.count ?? 0 > 40_000)
        #expect(!Gate.named("behind large ended").isOpen)
        Gate.named("behind large").open(tell: [])
        #expect(try blocking.answer()?.code == 7)
        #expect(try first.answer() != nil)
    }

    @Test func `what a client is owed that has sent its last byte is sent before it is closed`()
        throws
    {
        let (gateway, first) = try kept("before the end")
        let leaving = try gateway.client()
        // A whole read, so that its end is seen in the same turn.
        var frames = leaving.frame(.heartbeat, generation: 5)
        var rest = leaving.frame(.heartbeat, generation: 6)
        rest += [UInt8](repeating: 0, count: (64 << 10) - frames.count - rest.count)
        let size = UInt32(rest.count - 4)
        rest.replaceSubrange(
            0..<4, with: (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * UInt32($0))) })
        frames += rest
        try leaving.send(frames)
        leaving.socket.shutdownWriting()
        Thread.sleep(milliseconds: 20)
        Gate.named("before the end").open(tell: [])
        #expect(try leaving.answer()?.code == 5)
        #expect(try leaving.answer()?.code == 6)
        #expect(try leaving.answer() == nil)
        #expect(try first.answer() != nil)
    }
}
