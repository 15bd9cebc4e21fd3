import Admin
import Bytes
import Cluster
import Configuration
import EventLoop
import KafkaGateway
import LogEngine
import Simulation
import Syscalls
import Telemetry
import Testing

@Suite(.serialized) struct AdminPagesTests {
    /// A broker on a simulated disk with its loops, and what it tells.
    private final class World {
        let broker: LocalBroker
        let gateway: Gateway
        let pages: AdminPages
        let now = Timestamp(rawValue: 1_700_000_000_000)

        init() throws {
            var configuration = BrokerConfiguration()
            configuration.loops = 2
            let settings = configuration
            broker = try LocalBroker.start(
                Premises(
                    disk: SimulatedDisk(seed: 1), clusterID: "4L6g3nShT-eMCtK--X86sw",
                    directoryID: Uuid(high: 7, low: 7), wasStoppedClean: false, endpoints: []),
                configuration: settings, random: SeededGenerator(seed: 1), now: now, threads: false)
            let broker = broker
            gateway = try Gateway(
                .answered, configuration: settings, memory: broker.memory, isMetered: true,
                listeners: []
            ) { mailbox in
                LoopContext(
                    broker: broker,
                    sessions: FetchSessions(
                        settings, memory: broker.memory, random: SeededGenerator(seed: 2)),
                    quotas: QuotaLedger(settings), levels: Logs().levels, mailbox: mailbox,
                    image: broker.enlist(mailbox))
            }
            pages = AdminPages(broker, gateway, PosixDisk(root: "/"), version: "1.2.3")
            try gateway.start()
        }

        deinit { stop() }

        func stop() {
            gateway.stop()
            gateway.join()
        }

        func ask(_ path: String, _ method: String = "GET") -> (status: Int, text: String) {
            let answer = pages.answer(method, path, now: now)
            return (answer.status, String(decoding: answer.body, as: UTF8.self))
        }
    }

    @Test func `the page has every metric of the table, in its order`() throws {
        let world = try World()
        let topic = NewTopic(name: "orders", partitionCount: 2)
        _ = try world.broker.controller.createTopics([topic], now: world.now)
        while world.broker.syncs.runRound() {}
        let (status, text) = world.ask("/metrics")
        #expect(status == 200)
        let lines = text.split(separator: "\n")
        let types = lines.filter { $0.hasPrefix("# TYPE ") }
        #expect(types == Metrics.all.map { "# TYPE \($0.name) \($0.kind.rawValue)" })
        #expect(
            lines.contains(
                "strom_info{version=\"1.2.3\",node=\"1\",cluster=\"4L6g3nShT-eMCtK--X86sw\"} 1"))
        #expect(lines.contains("strom_log_end_offset{topic=\"orders\",partition=\"1\"} 0"))
        #expect(lines.contains("strom_topics 1") && lines.contains("strom_replicas 2"))
    }

    @Test func `a broker whose loops do not answer is not well`() throws {
        let world = try World()
        #expect(world.ask("/healthz").status == 200)
        #expect(world.ask("/readyz").status == 200)
        world.stop()
        #expect(world.ask("/healthz").status == 503)
        #expect(world.ask("/metrics").status == 503)
    }

    @Test func `nothing else is told, and nothing is changed`() throws {
        let world = try World()
        #expect(world.ask("/").status == 404)
        #expect(world.ask("/metrics", "POST").status == 405)
        #expect(world.ask("/healthz", "HEAD").status == 200)
    }
}
