/// The end of a turn: what all requests of the turn share is done once.
extension GatewayLoop {
    /// Answers of so many connections are sent together at most, so that none waits for long, and
    /// little memory with it.
    private static let mostOwing = 32

    /// Has the connection send what it owes with the others of the turn.
    ///
    /// A client that sleeps has to be woken, which costs more than an answer does. Sent one after
    /// the other, answers find the client awake from the second on where they go to the same one.
    func sendLater(_ connection: ClientConnection) {
        owing.append(connection)
        if owing.count == Self.mostOwing { sendOwed() }
    }

    private func sendOwed() {
        for connection in owing where !connection.isClosed {
            connection.proceed()
        }
        owing.removeAll(keepingCapacity: true)
    }

    /// Asks for the syncs first: the disks are at work while the answers leave.
    ///
    /// Requests that were held until answers left may append, too.
    func settle() {
        settleAppends()
        sendOwed()
        settleAppends()
    }

    /// Has written what was appended since the last call: before any answer leaves, and before a
    /// request begins that may look at it.
    func settleAppends() {
        guard context.hasUnsettled else { return }
        if !context.settle() { closeUnsettled() }
        appendRound += 1
    }

    /// Closes the connections for which something was appended since the last call: a disk did not
    /// take all of it, and whose it did not take is not known any more.
    ///
    /// It is as if the broker had ended: clients send again, and are told what is the matter.
    private func closeUnsettled() {
        for connection in connections.values where connection.lastAppendRound == appendRound {
            connection.close()
        }
    }
}
