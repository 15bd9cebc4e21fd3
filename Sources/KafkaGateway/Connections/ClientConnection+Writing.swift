internal import Cluster
internal import EventLoop
internal import Syscalls

/// Writing: replies leave in the order of their requests, memory by writev, files by sendfile.
extension ClientConnection {
    /// Bytes of replies in memory at which no further request is begun: a client that does not
    /// read its answers is not read, either.
    private static let mostOutgoing = 1 << 20

    var isOutgoingFull: Bool {
        outgoing.memory >= Self.mostOutgoing
    }

    /// Sends what may be sent, so much as goes without waiting.
    func flush() {
        while let reply = replies.takeReady() {
            outgoing.append(reply)
        }
        guard !outgoing.isEmpty else { return }
        if let meter = info.meter, !loop.context.image.quotas.isEmpty {
            meter.measure { send() }
        } else {
            send()
        }
        guard !isClosed else { return }
        loop.ledger.enter(outgoing.memory - outgoingCharged)
        outgoingCharged = outgoing.memory
        closeIfSpent()
    }

    private func send() {
        do {
            switch try outgoing.flush(into: socket, gather: &loop.gather) {
            case .done, .yielded: lastActive = loop.events.now
            case .blocked: break
            case .broken: close()
            }
        } catch {
            close()
        }
    }
}
