internal import Cluster
internal import EventLoop
internal import Syscalls
internal import Telemetry

/// Writing: replies leave in the order of their requests, memory by writev, files by sendfile.
extension ClientConnection {
    /// Bytes of replies in memory at which no further request is begun: a client that does not
    /// read its answers is not read, either.
    private static let mostOutgoing = 1 << 20

    /// Whether the client has to read before it is served again: one answer after the other, where
    /// many are not read.
    var isOutgoingFull: Bool {
        outgoing.memory >= (loop.memory.ledger.isCrowded ? 1 : Self.mostOutgoing)
    }

    /// Bytes of replies in memory that may wait for the end of the turn; they are not in the ledger
    /// before they are sent.
    private static let mostSentLater = 32 << 10

    /// Whether what there is to send may wait for the end of the turn (``GatewayLoop/sendLater(_:)``).
    var maySendLater: Bool {
        !outgoing.isEmpty && outgoing.memory <= Self.mostSentLater
    }

    /// Sends what may be sent, so much as goes without waiting.
    func flush() {
        while let reply = replies.takeReady() {
            outgoing.append(reply)
        }
        guard !outgoing.isEmpty else { return }
        loop.settleAppends()
        guard !isClosed else { return }
        if let meter = info.meter, !loop.context.image.quotas.isEmpty {
            meter.measure { send() }
        } else {
            send()
        }
        guard !isClosed else { return }
        loop.memory.enter(outgoing.memory - outgoingCharged, in: .replies)
        outgoingCharged = outgoing.memory
        closeIfSpent()
    }

    private func send() {
        let sentBefore = outgoing.sentByteCount
        do {
            let progress = try outgoing.flush(into: socket, gather: &loop.gather)
            if outgoing.sentByteCount != sentBefore { lastActive = loop.events.now }
            if case .broken = progress { close() }
        } catch {
            close()
        }
    }
}
