/// The replies that one connection owes, in the order of its requests.
///
/// Kafka has no request numbers on which a client may rely for reordering: the first request is
/// answered first. A produce that waits for its replicas keeps its place, while those behind it
/// are begun and wait here.
package struct ReplyQueue<Response>: ~Copyable {
    /// Those before `first` were taken.
    private var replies: [Response?] = []
    private var first = 0
    private var firstTicket = 0

    package init() {}

    /// The place of one request in the queue.
    package struct Ticket: Hashable, Sendable {
        fileprivate let number: Int
    }

    package var isEmpty: Bool {
        first == replies.count
    }

    /// How many requests are not answered, or answered behind one that is not.
    package var count: Int {
        replies.count - first
    }

    /// Takes the next place, for a request that was just begun.
    package mutating func enter() -> Ticket {
        replies.append(nil)
        return Ticket(number: firstTicket + count - 1)
    }

    /// Takes the next place for a request that is answered already.
    package mutating func enter(with response: Response) {
        replies.append(response)
    }

    /// Puts the response at its place.
    package mutating func fill(_ ticket: Ticket, with response: Response) {
        let index = first + ticket.number - firstTicket
        precondition(replies[index] == nil, "answered twice")
        replies[index] = response
    }

    /// Removes and returns the next response that may be sent now.
    package mutating func takeReady() -> Response? {
        guard first < replies.count, let response = replies[first] else { return nil }
        replies[first] = nil
        first += 1
        firstTicket += 1
        if first == replies.count {
            replies.removeAll(keepingCapacity: replies.capacity <= 64)
            first = 0
        } else if first >= 64, first * 2 >= replies.count {
            replies.removeFirst(first)
            first = 0
        }
        return response
    }
}
