package import Cluster
import KafkaProtocol
package import KafkaGateway
package import LogEngine
package import Syscalls
import Telemetry

/// What a broker tells over HTTP: its metrics and its health.
package struct AdminPages: Sendable {
    private let broker: LocalBroker
    private let gateway: Gateway
    private let disk: PosixDisk
    private let version: String

    /// The pages of a broker whose gateway is metered.
    package init(_ broker: LocalBroker, _ gateway: Gateway, _ disk: PosixDisk, version: String) {
        self.broker = broker
        self.gateway = gateway
        self.disk = disk
        self.version = version
    }

    /// Answers a request.
    package func answer(_ method: String, _ path: String, now: Timestamp) -> HttpAnswer {
        guard method == "GET" || method == "HEAD" else {
            return HttpAnswer(405, "only GET and HEAD are answered")
        }
        switch path {
        case "/metrics": return metrics(now)
        case "/healthz":
            return gateway.report() == nil
                ? HttpAnswer(503, "an event loop does not answer") : HttpAnswer(200, "ok")
        case "/readyz":
            return broker.failure.map { HttpAnswer(503, $0.message) } ?? HttpAnswer(200, "ok")
        default: return HttpAnswer(404, "there are /metrics, /healthz and /readyz")
        }
    }

    private func metrics(_ now: Timestamp) -> HttpAnswer {
        guard let report = gateway.report() else {
            return HttpAnswer(503, "an event loop does not answer")
        }
        var page = MetricsPage()
        page.begin(Metrics.info)
        page.sample(version, "\(broker.nodeID)", broker.clusterID, value: 1)
        page.write(report)
        page.write(gateway.memory)
        writeMachine(to: &page)
        page.begin(Metrics.topics)
        page.sample(value: Int64(broker.image.topics.count))
        page.write(broker.replicas.all)
        page.write(broker.groupLags(now: now))
        return HttpAnswer(200, type: "text/plain; version=0.0.4; charset=utf-8", page.bytes)
    }

    private func writeMachine(to page: inout MetricsPage) {
        page.begin(Metrics.residentMemory)
        page.sample(value: Int64(Machine.residentMemory()))
        page.begin(Metrics.processorSeconds)
        page.sample(number: Double(Process.processorTime()) / 1_000_000_000)
        page.begin(Metrics.syncSeconds)
        page.sample(histogram: disk.syncTimes)
        guard let space = try? broker.diskSpace() else { return }
        page.begin(Metrics.diskTotal)
        page.sample(value: space.total)
        page.begin(Metrics.diskAvailable)
        page.sample(value: space.available)
    }
}

extension MetricsPage {
    /// What the gateway's loops have counted.
    fileprivate mutating func write(_ report: GatewayReport) {
        let apis = report.apis.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { (name: "\($0.key)", figures: $0.value) }
        begin(Metrics.requests)
        for api in apis { sample(api.name, value: Int64(api.figures.requests)) }
        begin(Metrics.requestBytes)
        for api in apis { sample(api.name, value: Int64(api.figures.requestBytes)) }
        begin(Metrics.replyBytes)
        for api in apis { sample(api.name, value: Int64(api.figures.replyBytes)) }
        begin(Metrics.requestSeconds)
        for api in apis {
            sample(api.name, "serve", histogram: api.figures.serving)
            guard api.figures.waiting.count > 0 else { continue }
            sample(api.name, "wait", histogram: api.figures.waiting)
        }
        begin(Metrics.connections)
        for (kind, count) in report.connections.sorted(by: { $0.key < $1.key }) {
            sample(kind.listener, kind.software, kind.version, value: Int64(count))
        }
        begin(Metrics.connectionsOpened)
        sample(value: Int64(report.connectionsOpened))
    }

    /// What the broker's memory goes to.
    fileprivate mutating func write(_ memory: MemoryLedger) {
        begin(Metrics.memory)
        for account in MemoryAccount.allCases {
            // Loops enter small changes together, and may take out before they enter.
            sample("\(account)", value: Int64(max(memory[account], 0)))
        }
        begin(Metrics.memoryCeiling)
        sample(value: Int64(memory.ceiling))
        begin(Metrics.memoryInFlight)
        sample(value: Int64(max(memory.inUse, 0)))
        begin(Metrics.memoryLimit)
        sample(value: Int64(memory.limit))
    }

    /// How large logs are, and how far they reach.
    fileprivate mutating func write(_ replicas: [Replica]) {
        let logs = replicas.map { replica in
            let partition = replica.partition
            let series = Series(
                of: Metrics.logBytes, partition.topic, String(partition.partition.rawValue))
            return (series: series, status: replica.status)
        }
        begin(Metrics.replicas)
        sample(value: Int64(logs.count))
        begin(Metrics.offlineReplicas)
        sample(value: Int64(logs.count { !$0.status.isOnline }))
        begin(Metrics.logBytes)
        for log in logs { sample(log.series, value: log.status.byteCount) }
        begin(Metrics.logStart)
        for log in logs { sample(log.series, value: log.status.startOffset.rawValue) }
        begin(Metrics.logEnd)
        for log in logs { sample(log.series, value: log.status.endOffset.rawValue) }
        begin(Metrics.highWatermark)
        for log in logs { sample(log.series, value: log.status.highWatermark.rawValue) }
    }

    /// How far groups are behind.
    fileprivate mutating func write(_ lags: [GroupLag]) {
        begin(Metrics.groupLagRecords)
        for lag in lags {
            sample(
                lag.group, lag.partition.topic, String(lag.partition.partition.rawValue),
                value: lag.records)
        }
        begin(Metrics.groupLagSeconds)
        for lag in lags {
            sample(
                lag.group, lag.partition.topic, String(lag.partition.partition.rawValue),
                number: Double(lag.milliseconds) / 1000)
        }
    }
}

extension GatewayReport.ClientKind: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        (left.listener, left.software, left.version)
            < (right.listener, right.software, right.version)
    }
}
