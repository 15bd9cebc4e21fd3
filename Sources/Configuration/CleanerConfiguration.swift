/// How a broker compacts logs: the settings `log.cleaner.*` that are not of a topic.
package struct CleanerConfiguration: Sendable, Equatable {
    package var isEnabled = true
    package var threads = 1
    /// Bytes of the table of keys, for all threads together.
    package var tableBytes = 128 << 20
    /// The share of the table that is filled.
    package var tableLoad = 0.9
    /// Milliseconds to the next look when nothing was to be compacted.
    package var backoffMs: Int64 = 15_000
    /// Bytes that may be read and written in a second.
    package var bytesPerSecond = Double.greatestFiniteMagnitude

    package init() {}

    /// What the layers say.
    package init(_ layers: BrokerLayers) {
        let values = SettingValues(layers)
        isEnabled = values.flag("log.cleaner.enable")
        threads = values.number("log.cleaner.threads")
        tableBytes = values.number("log.cleaner.dedupe.buffer.size")
        tableLoad = values.text("log.cleaner.io.buffer.load.factor").flatMap(Double.init) ?? 0.9
        backoffMs = values.number("log.cleaner.backoff.ms")
        bytesPerSecond =
            values.text("log.cleaner.io.max.bytes.per.second").flatMap(Double.init)
            ?? .greatestFiniteMagnitude
    }
}
