import KafkaProtocol
import Syscalls
import Testing

@Suite(.serialized) struct RefusedConnectionsTests {
    /// Whether a new connection is served, and how long it took to know.
    private func isServed(by gateway: TestGateway) throws -> (Bool, milliseconds: Int64) {
        let start = Instant.now()
        let client = try gateway.client()
        try? client.send(.heartbeat, generation: 2)
        let answer = (try? client.answer()) ?? nil
        return (answer?.code == 2, Instant.now().milliseconds(since: start))
    }

    @Test func `connections beyond the quota of their address are held and then closed`() throws {
        let gateway = try TestGateway()
        try gateway.limitConnections(1)
        for _ in 0..<10 {
            #expect(try isServed(by: gateway).0)
        }
        // The image is mailed, so the first connections may have come before it.
        var refusal: Int64?
        for _ in 0..<10 where refusal == nil {
            let (isServed, milliseconds) = try isServed(by: gateway)
            if !isServed { refusal = milliseconds }
        }
        #expect(try (500...2000).contains(#require(refusal)))
        try gateway.limitConnections(nil)
        let start = Instant.now()
        while try !isServed(by: gateway).0 {
            #expect(Instant.now().milliseconds(since: start) < 10_000)
        }
    }
}
