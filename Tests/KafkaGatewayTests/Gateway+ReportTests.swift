import KafkaProtocol
import Syscalls
import Telemetry
import Testing

@testable import KafkaGateway

@Suite(.serialized) struct GatewayReportTests {
    @Test func `requests are counted over all loops, with how long they took and waited`() throws {
        let gateway = try TestGateway(loops: 2, isMetered: true)
        let clients = try (0..<4).map { _ in try gateway.client() }
        for client in clients {
            try client.send(.heartbeat)
            _ = try client.answer()
        }
        try clients[0].send(.fetch, generation: 1, group: "waits", member: "30")
        _ = try clients[0].answer()
        let report = try #require(gateway.gateway.report())
        let heartbeats = try #require(report.apis[.heartbeat])
        #expect(heartbeats.requests == 4 && heartbeats.serving.count == 4)
        #expect(heartbeats.requestBytes > 0 && heartbeats.replyBytes > 0)
        #expect(heartbeats.waiting.count == 0)
        let fetch = try #require(report.apis[.fetch])
        #expect(fetch.requests == 1 && fetch.waiting.count == 1)
        #expect(fetch.waiting.sum >= 25_000_000, "it waited 30 ms")
        #expect(report.apis[.produce] == nil)
        #expect(report.connections.values.reduce(0, +) == 4)
        #expect(report.connections.keys.map(\.listener) == ["PLAINTEXT"])
        #expect(report.connectionsOpened == 4)
    }

    @Test func `where nobody asks for it nothing is counted`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        try client.send(.heartbeat)
        _ = try client.answer()
        let report = try #require(gateway.gateway.report())
        #expect(report.apis.isEmpty)
        #expect(report.connectionsOpened == 1)
    }

    @Test func `a gateway that serves no more does not answer`() throws {
        let gateway = try TestGateway()
        gateway.gateway.stop()
        gateway.gateway.join()
        #expect(gateway.gateway.report() == nil)
    }
}
