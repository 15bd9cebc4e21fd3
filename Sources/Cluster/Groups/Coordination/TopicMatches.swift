import KafkaProtocol
import Syscalls

/// What regular expressions match, remembered until topics change: members ask with every heartbeat.
final class TopicMatches: Sendable {
    private let state = Lock(State())

    private struct State {
        /// The image that the matches are of.
        var offset = Offset.none
        /// nil: not a regular expression.
        var found: [String: Set<String>?] = [:]
        /// About what they take.
        var byteCount = 0
    }

    /// More than this is not remembered.
    private static let mostBytes = 4 << 20

    /// The topics of the image whose whole name the expression matches; nil where it cannot be read.
    func topics(matching regex: String, in image: MetadataImage) -> Set<String>? {
        state.withLock { state in
            if state.offset != image.offset || state.byteCount >= Self.mostBytes {
                state.offset = image.offset
                state.found = [:]
                state.byteCount = 0
            }
            if let known = state.found[regex] { return known }
            let found = Self.search(regex, image)
            state.found[regex] = .some(found)
            state.byteCount += 128 + regex.utf8.count + 32 * (found?.count ?? 0)
            return found
        }
    }

    private static func search(_ regex: String, _ image: MetadataImage) -> Set<String>? {
        guard let expression = RegularExpression(regex) else { return nil }
        var names: Set<String> = []
        for topic in image.topics.all where !TopicName.isInternal(topic.name) {
            if expression.matches(topic.name) {
                names.insert(topic.name)
            }
        }
        return names
    }
}
