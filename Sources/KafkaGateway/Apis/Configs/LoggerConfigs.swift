import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import Telemetry

/// The levels of a broker's logs as configs: the resource BROKER_LOGGER (KIP-412).
///
/// They belong to the broker that is asked and hold until its next start.
enum LoggerConfigs {
    /// The logs named, or all, with their levels.
    static func describe(
        _ names: [String]?, of broker: String, in context: RequestContext
    ) throws(ClusterError) -> [DescribeConfigsResponse.Results.Configs] {
        try check(broker, in: context)
        return context.loop.levels.all.filter { names?.contains($0.part) ?? true }.map {
            part, level in
            var config = DescribeConfigsResponse.Results.Configs()
            config.name = part
            config.value = level
            config.configSource = ConfigSource.brokerLogger.rawValue
            config.configType = Setting.Kind.string.rawValue
            return config
        }
    }

    /// Changes levels: all of them, or none.
    static func alter(
        _ changes: [ConfigChange], of broker: String, validateOnly: Bool,
        in context: RequestContext
    ) throws(ClusterError) {
        try check(broker, in: context)
        var seen: Set<String> = []
        for change in changes {
            guard seen.insert(change.name).inserted else {
                throw .invalidRequest(SettingError.twice(change.name).message)
            }
            try set(change, isTrial: true, in: context)
        }
        guard !validateOnly else { return }
        for change in changes { try set(change, isTrial: false, in: context) }
    }

    private static func set(
        _ change: ConfigChange, isTrial: Bool, in context: RequestContext
    ) throws(ClusterError) {
        let level: String?
        switch change.operation {
        case .set:
            guard let value = change.value else {
                throw .invalidRequest(SettingError.missingValue(change.name).message)
            }
            level = value
        case .delete: level = nil
        case .append, .subtract:
            throw .invalidRequest(
                "\(change.name): a log's level can be set and deleted, nothing else.")
        }
        do throws(LogLevels.Refusal) {
            try context.loop.levels.set(level, of: change.name, isTrial: isTrial)
        } catch {
            switch error {
            case .unknownPart: throw .invalidConfig("Logger \(change.name) does not exist!")
            case .unknownLevel:
                throw .invalidConfig(
                    "Cannot set the log level of \(change.name) to \(level ?? ""): it must be one "
                        + "of TRACE, DEBUG, INFO, WARN, ERROR, FATAL")
            }
        }
    }

    private static func check(
        _ broker: String, in context: RequestContext
    ) throws(ClusterError) {
        guard broker == String(context.broker.nodeID) else {
            throw .invalidRequest(
                "Unexpected broker id, expected \(context.broker.nodeID) but received \(broker)")
        }
    }
}
