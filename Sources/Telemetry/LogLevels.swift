import Logging
import Syscalls

/// From which level on each part of the broker writes.
///
/// It changes while the broker runs (KIP-412), and is as it was after the next start. The words for
/// levels are Kafka's: TRACE, DEBUG, INFO, WARN, ERROR, FATAL.
package final class LogLevels: Sendable {
    /// The name under which the level of all parts stands that have none of their own.
    package static let root = "root"

    private let state: Lock<State>

    private struct State {
        var root: Logger.Level
        var own: [String: Logger.Level] = [:]
        var parts: Set<String> = []
    }

    /// One level for all parts.
    init(_ level: Logger.Level) {
        state = Lock(State(root: level))
    }

    /// Why a level was not changed.
    package enum Refusal: Error {
        case unknownPart
        case unknownLevel
    }

    /// Every part that writes, and ``root``, with the level in force; by name.
    package var all: [(part: String, level: String)] {
        state.withLock { state in
            state.parts.union([Self.root]).sorted().map { part in
                (part, word(for: state.own[part] ?? state.root))
            }
        }
    }

    /// Changes the level of a part; nil has it follow ``root`` again.
    ///
    /// A trial changes nothing, and only says whether it could.
    package func set(
        _ level: String?, of part: String, isTrial: Bool = false
    ) throws(Refusal) {
        let wanted = try level.map { word throws(Refusal) in
            guard let level = self.level(word) else { throw .unknownLevel }
            return level
        }
        try state.withLock { state throws(Refusal) in
            guard part == Self.root || state.parts.contains(part) else { throw .unknownPart }
            guard !isTrial else { return }
            if part == Self.root {
                state.root = wanted ?? .info
            } else {
                state.own[part] = wanted
            }
        }
    }

    func add(_ part: String) {
        state.withLock { state in
            _ = state.parts.insert(part)
        }
    }

    func level(of part: String) -> Logger.Level {
        state.withLock { $0.own[part] ?? $0.root }
    }

    private func word(for level: Logger.Level) -> String {
        switch level {
        case .trace: "TRACE"
        case .debug: "DEBUG"
        case .info, .notice: "INFO"
        case .warning: "WARN"
        case .error: "ERROR"
        case .critical: "FATAL"
        }
    }

    private func level(_ word: String) -> Logger.Level? {
        switch word {
        case "TRACE": .trace
        case "DEBUG": .debug
        case "INFO": .info
        case "WARN": .warning
        case "ERROR": .error
        case "FATAL": .critical
        default: nil
        }
    }
}
