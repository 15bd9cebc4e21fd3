package import Configuration

/// Over which time the use of a quota is measured: so many windows of so many milliseconds.
package struct QuotaWindows: Sendable {
    package let count: Int
    package let milliseconds: Int64

    package init(count: Int, seconds: Int) {
        self.count = min(max(count, 1), Self.most)
        milliseconds = Int64(min(max(seconds, 1), Self.most)) * 1000
    }

    /// More windows, or seconds in one, would only overflow.
    private static let most = 1_000_000

    /// `quota.window.*`: those of bytes, of time, and of connections.
    package static func ofClients(_ configuration: BrokerConfiguration) -> QuotaWindows {
        QuotaWindows(
            count: configuration.quotaWindowNum, seconds: configuration.quotaWindowSizeSeconds)
    }

    /// `controller.quota.window.*`: those of changes of topics.
    package static func ofController(_ configuration: BrokerConfiguration) -> QuotaWindows {
        QuotaWindows(
            count: configuration.controllerQuotaWindowNum,
            seconds: configuration.controllerQuotaWindowSizeSeconds)
    }

    /// All of them together.
    var wholeMs: Int64 { Int64(count) * milliseconds }
}
