import Bytes
import EventLoop
import KafkaProtocol
import Syscalls

/// Makes each committed stretch of the metadata log the image in force.
///
/// The order is always the same: the records are replayed, this broker's replicas are brought to
/// what they say, the image takes its place, every loop is mailed it. Who was told that a topic
/// exists can therefore use it on any connection.
final class MetadataPublisher: Sendable {
    private let quorum: any MetadataQuorum
    private let hosting: ReplicaHosting
    private let state: Lock<State>

    private struct State {
        var image: MetadataImage
        /// The offset from which nothing was replayed yet.
        var next: Offset
        var loops: [Mailbox<LoopLetter>] = []
        var isAtWork = false
        var isAskedAgain = false
        var failure: ClusterError?
    }

    /// A publisher that goes on from `image`, which holds all records before `next`.
    init(
        quorum: any MetadataQuorum, hosting: ReplicaHosting, image: MetadataImage, next: Offset
    ) {
        self.quorum = quorum
        self.hosting = hosting
        state = Lock(State(image: image, next: next))
    }

    /// The image in force.
    var image: MetadataImage { state.withLock { $0.image } }

    /// Why no more images are made, if so.
    var failure: ClusterError? { state.withLock { $0.failure } }

    /// Has a loop mailed every image from now on.
    ///
    /// - Returns: the image in force.
    func enlist(_ mailbox: Mailbox<LoopLetter>) -> MetadataImage {
        state.withLock { state in
            state.loops.append(mailbox)
            return state.image
        }
    }

    /// Mails a loop no more.
    func withdraw(_ mailbox: Mailbox<LoopLetter>) {
        state.withLock { state in state.loops.removeAll { $0 === mailbox } }
    }

    /// Tells all loops the same.
    func post(_ letter: LoopLetter) {
        for mailbox in state.withLock({ $0.loops }) { mailbox.post(letter) }
    }

    /// Publishes what is committed and not yet in force; one caller at a time does the work.
    func publish() {
        let isMine = state.withLock { state in
            guard !state.isAtWork else {
                state.isAskedAgain = true
                return false
            }
            state.isAtWork = true
            return true
        }
        guard isMine else { return }
        repeat { publishOnce() } while isAskedAgain()
    }

    private func isAskedAgain() -> Bool {
        state.withLock { state in
            let again = state.isAskedAgain
            state.isAskedAgain = false
            state.isAtWork = again
            return again
        }
    }

    private func publishOnce() {
        var (image, start) = state.withLock { ($0.image, $0.next) }
        var changes = ImageChanges()
        let end: Offset
        do throws(ClusterError) {
            end = try quorum.readCommitted(from: start) { record, offset, epoch in
                changes.note(image.apply(record))
                image.offset = offset
                image.epoch = epoch
            }
        } catch {
            return state.withLock { $0.failure = error }
        }
        guard end > start else { return }
        start = end
        hosting.follow(changes, to: image)
        let loops = state.withLock { state in
            state.image = image
            state.next = end
            return state.loops
        }
        for mailbox in loops { mailbox.post(.image(image)) }
    }
}

/// What is different in an image from the one before.
struct ImageChanges {
    var topics: Set<Uuid> = []
    var removed: [TopicImage] = []
    var configs: Set<ConfigResource> = []

    mutating func note(_ change: MetadataChange) {
        switch change {
        case .topic(let id): topics.insert(id)
        case .topicRemoved(let topic):
            topics.remove(topic.id)
            removed.append(topic)
        case .config(let resource): configs.insert(resource)
        case .broker, .nothing: break
        }
    }
}
