import Logging
import Syscalls

/// Where one part of the broker writes what an operator should know.
///
/// A value that is handed down, made by ``Logs``. The front is swift-log's; lines go to standard
/// error with one write each.
package struct Log: Sendable {
    private let logger: Logger

    init(_ logger: Logger) {
        self.logger = logger
    }

    /// What happens all the time; of use when hunting a fault.
    package func debug(
        _ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]
    ) {
        write(.debug, message(), fields)
    }

    /// What happens once or now and then, and is as it should be.
    package func info(
        _ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]
    ) {
        write(.info, message(), fields)
    }

    /// What an operator should look at, though the broker goes on.
    package func warning(
        _ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]
    ) {
        write(.warning, message(), fields)
    }

    /// What the broker failed to do.
    package func error(
        _ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]
    ) {
        write(.error, message(), fields)
    }

    private func write(
        _ level: Logger.Level, _ message: @autoclosure () -> String,
        _ fields: KeyValuePairs<String, String>
    ) {
        logger.log(level: level, "\(message())", metadata: Logger.Metadata(fields))
    }
}

/// How lines are written, and from which level on: the maker of each ``Log``.
package struct Logs: Sendable {
    /// The levels, which may be changed.
    package let levels: LogLevels
    private let format: LogFormat

    /// `level` is one of swift-log's words; one that is none means `info`.
    package init(level: String = "info", format: LogFormat = .text) {
        levels = LogLevels(Logger.Level(rawValue: level.lowercased()) ?? .info)
        self.format = format
    }

    /// A log for a part of the broker, such as `cluster`.
    package func log(_ part: String) -> Log {
        levels.add(part)
        return Log(
            Logger(label: part) { label in
                LineLogHandler(part: label, levels: levels, format: format)
            })
    }

    /// A log that writes nothing, for tests.
    package static var silent: Log {
        Log(Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() })
    }
}

/// How a line looks.
package enum LogFormat: String, Sendable, CaseIterable {
    case text
    case json
}

/// Writes each line to standard error.
private struct LineLogHandler: LogHandler {
    let part: String
    let levels: LogLevels
    let format: LogFormat
    var metadata: Logger.Metadata = [:]

    /// swift-log sets it on copies only, of which this broker makes none.
    var logLevel: Logger.Level {
        get { levels.level(of: part) }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }
            .map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
        let line = LogLine(
            time: .now(), level: event.level.rawValue, part: part, message: "\(event.message)",
            fields: fields)
        // Nobody could be told that telling failed.
        try? StandardStream.error.write(line.rendered(as: format))
    }
}

extension Logger.Metadata {
    /// Of two fields with one name the later holds.
    fileprivate init(_ fields: KeyValuePairs<String, String>) {
        self.init(fields.map { ($0, .string($1)) }) { $1 }
    }
}
