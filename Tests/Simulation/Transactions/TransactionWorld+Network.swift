internal import Cluster
internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// What is under way between clients, coordinator and partitions.
struct Network {
    enum Message {
        case call(TransactionCall)
        case answer(TransactionAnswer, to: TransactionCall)
    }

    /// Each with the time before which it does not arrive.
    var messages: [(message: Message, due: Int64)] = []

    /// Nothing of it arrives any more.
    mutating func purge(_ call: Int) {
        messages.removeAll { message, _ in
            if case .call(let other) = message { other.number == call } else { false }
        }
    }
}

extension TransactionWorld {
    // MARK: Sending

    /// Puts a request on its way; one that must not be there twice takes the place of what was sent before.
    func send(_ call: TransactionCall) {
        note("\(call)")
        if !call.mayRepeat { forget(call) }
        network.messages.append((.call(call), delayed()))
    }

    /// Lets nothing more come of the copies of a request.
    private func forget(_ call: TransactionCall) {
        network.purge(call.number)
        jobs.removeAll { $0.call.number == call.number && !$0.isAnswer }
    }

    func reply(_ answer: TransactionAnswer, to call: TransactionCall) {
        network.messages.append((.answer(answer, to: call), delayed()))
    }

    /// When something comes that is under way: mostly whenever it is its turn, at times long after.
    func delayed() -> Int64 {
        random.happens(unrest) ? wall + Int64(random.pick([300, 2_000, 10_000])) : wall
    }

    // MARK: Arriving

    /// Some message arrives, or is lost; its copy may come later.
    func deliver() throws {
        let due = network.messages.indices.filter { network.messages[$0].due <= wall }
        guard !due.isEmpty else { return }
        let index = random.pick(due)
        let message = network.messages[index].message
        if !random.happens(unrest) || !message.mayRepeat { network.messages.remove(at: index) }
        guard !random.happens(unrest / 2) else { return note("lost: \(message)") }
        arrive(message)
    }

    func arrive(_ message: Network.Message) {
        switch message {
        case .call(let call):
            note("arrives: #\(call.number)")
            serve(call)
        case .answer(let answer, let call):
            note("answer: #\(call.number) \(answer)")
            let isTaken = clients[call.client].take(answer, to: call.number, &book)
            if isTaken, !call.mayRepeat, clients[call.client].outstanding == nil { forget(call) }
        }
    }

    // MARK: Markers

    /// Brings markers, some late and some twice.
    struct Courier: MarkerCourier {
        let world: TransactionWorld

        func deliver(_ order: MarkerOrder, now: Timestamp) -> MarkerDelivery {
            guard !world.random.happens(world.unrest) else { return .later }
            // One without an epoch of its own would meet the next transaction, which has the same.
            if order.transactionVersion >= 2, world.random.happens(0.2) {
                world.oldOrders.append(order)
            }
            let delivery = world.broker.courier.deliver(order, now: now)
            world.note("marker \(order.sentence): \(delivery.sentence)")
            // The answer may be lost.
            return world.random.happens(world.unrest / 2) ? .later : delivery
        }
    }

    /// The coordinator goes on with what is decided; a marker of before may come once more.
    func drive() {
        if random.happens(0.2), !oldOrders.isEmpty {
            let order = random.pick(oldOrders)
            note(
                "old marker \(order.sentence): \(broker.courier.deliver(order, now: now).sentence)")
        }
        broker.transactions.drive(with: Courier(world: self), now: now)
    }
}

extension Network.Message {
    /// Whether it may arrive twice.
    fileprivate var mayRepeat: Bool {
        if case .call(let call) = self { call.mayRepeat } else { true }
    }
}

extension MarkerOrder {
    fileprivate var sentence: String {
        "\(marker.isCommit ? "commit" : "abort") of \(producer.id.rawValue)/"
            + "\(producer.epoch.rawValue) to \(partition)"
    }
}

extension MarkerDelivery {
    fileprivate var sentence: String {
        switch self {
        case .appended(_, let batch): "at \(batch.baseOffset)"
        case .needless: "needless"
        case .refused(let reason): "refused, \(reason)"
        case .later: "later"
        }
    }
}
