package import Telemetry

/// The metrics of a broker: the one table of them.
///
/// The page that Prometheus reads and docs/metrics.md come from it.
package enum Metrics {
    static let info = Metric(
        "strom_info", .gauge, by: "version", "node", "cluster",
        help: "Always 1; its labels say which broker this is.")
    static let requests = Metric(
        "strom_requests_total", .counter, by: "api", help: "Requests that were begun.")
    static let requestBytes = Metric(
        "strom_request_bytes_total", .counter, by: "api", help: "Bytes of these requests.")
    static let replyBytes = Metric(
        "strom_reply_bytes_total", .counter, by: "api", help: "Bytes of the answers to them.")
    static let requestSeconds = Metric(
        "strom_request_seconds", .histogram, by: "api", "stage",
        help:
            "How long requests took. Stage serve: from where one is begun to where it is answered or "
            + "waits. Stage wait: of those that waited (for the disk, for records, for a group), how long."
    )
    static let connections = Metric(
        "strom_connections", .gauge, by: "listener", "software", "version",
        help: "Connections that are open, by what the client calls itself (KIP-511).")
    static let connectionsOpened = Metric(
        "strom_connections_opened_total", .counter, help: "Connections that were taken.")
    static let memory = Metric(
        "strom_memory_bytes", .gauge, by: "account",
        help: "Bytes of memory that clients make the broker take, by what they go to.")
    static let memoryCeiling = Metric(
        "strom_memory_ceiling_bytes", .gauge,
        help: "What they are bounded by: strom.memory.bytes.")
    static let memoryInFlight = Metric(
        "strom_memory_in_flight_bytes", .gauge,
        help: "Of them, bytes of requests and replies in flight over all connections.")
    static let memoryLimit = Metric(
        "strom_memory_in_flight_limit_bytes", .gauge,
        help: "So many in flight there may be; then sockets are not read.")
    static let residentMemory = Metric(
        "process_resident_memory_bytes", .gauge, help: "Bytes of the process that are in memory.")
    static let processorSeconds = Metric(
        "process_cpu_seconds_total", .counter,
        help: "Seconds that the process has computed, on all processors together.")
    static let syncSeconds = Metric(
        "strom_fdatasync_seconds", .histogram, help: "How long each fdatasync of a log took.")
    static let diskTotal = Metric(
        "strom_disk_bytes", .gauge, help: "Bytes of the file system that holds the data directory.")
    static let diskAvailable = Metric(
        "strom_disk_available_bytes", .gauge, help: "Bytes of it that are free.")
    static let topics = Metric("strom_topics", .gauge, help: "Topics of the cluster.")
    static let replicas = Metric(
        "strom_replicas", .gauge, help: "Replicas of partitions that this broker holds.")
    static let offlineReplicas = Metric(
        "strom_replicas_offline", .gauge, help: "Replicas whose log is out of service.")
    static let logBytes = Metric(
        "strom_log_bytes", .gauge, by: "topic", "partition", help: "Bytes of the log's segments.")
    static let logStart = Metric(
        "strom_log_start_offset", .gauge, by: "topic", "partition",
        help: "The first offset that is there.")
    static let logEnd = Metric(
        "strom_log_end_offset", .gauge, by: "topic", "partition",
        help: "The offset behind the last record.")
    static let highWatermark = Metric(
        "strom_log_high_watermark", .gauge, by: "topic", "partition",
        help: "The offset behind the last record that consumers see.")
    static let groupLagRecords = Metric(
        "strom_group_lag_records", .gauge, by: "group", "topic", "partition",
        help: "Records that the group could read and has not committed.")
    static let groupLagSeconds = Metric(
        "strom_group_lag_seconds", .gauge, by: "group", "topic", "partition",
        help: "The age of the first of them.")

    /// All rows, in the order of the page.
    package static let all = [
        info, requests, requestBytes, replyBytes, requestSeconds, connections, connectionsOpened,
        memory, memoryCeiling, memoryInFlight, memoryLimit, residentMemory, processorSeconds,
        syncSeconds, diskTotal,
        diskAvailable, topics,
        replicas, offlineReplicas, logBytes, logStart, logEnd, highWatermark, groupLagRecords,
        groupLagSeconds,
    ]

    /// docs/metrics.md: the rows as a page.
    package static var documentation: String {
        """
        # Metrics and health

        A broker serves them over HTTP where `strom.admin.listener` says so, and nowhere by default:

        ```
        strom serve --override strom.admin.listener=HTTP://localhost:9644
        ```

        | path | answer |
        |---|---|
        | `/metrics` | what follows, in Prometheus' text format |
        | `/healthz` | 200 while the event loops answer, else 503: then the broker should be started anew |
        | `/readyz` | 200 while the broker serves and can change its metadata, else 503 with the reason |

        The server is libmicrohttpd, which is loaded when it is asked for (Debian: `libmicrohttpd12`). There is
        neither encryption nor a password: it is for a network that one trusts.

        Requests are counted only where the page is served. It costs two readings of the clock for each request;
        the figures belong to the event loops, which are asked for them by letter when somebody reads the page.
        Steps of histograms are half a power of two apart, from a microsecond to half a minute. Of what clients
        call themselves a hundred kinds are told apart on each loop, the rest is `other`.

        The page is rendered from the table `Sources/Admin/Metrics.swift` (`make docs`).

        | metric | kind | labels | meaning |
        |---|---|---|---|

        """
            + all.map { metric in
                let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
                return
                    "| `\(metric.name)` | \(metric.kind.rawValue) | \(labels) | \(metric.help) |\n"
            }.joined()
                + """

                ## Accounts of memory

                What the label `account` of `strom_memory_bytes` may be, from the table
                `Sources/Telemetry/MemoryAccount.swift`; what bounds each is told in [memory](memory.md). A loop enters
                small changes together, so that a figure may be some KiB behind.

                | account | in flight | what is entered |
                |---|---|---|

                """
            + MemoryAccount.allCases.map { account in
                "| `\(account)` | \(account.isInFlight ? "yes" : "") | \(account.summary) |\n"
            }.joined()
    }
}
