import KafkaGateway
import Testing

@Suite struct ReplyQueueTests {
    @Test func `replies leave in the order of their requests`() {
        var queue = ReplyQueue<String>()
        let fetch = queue.enter()
        let produce = queue.enter()

        queue.fill(produce, with: "produced")
        let early = queue.takeReady()
        #expect(early == nil)

        queue.fill(fetch, with: "fetched")
        let taken = [queue.takeReady(), queue.takeReady(), queue.takeReady()]
        #expect(taken == ["fetched", "produced", nil])
        let isEmpty = queue.isEmpty
        #expect(isEmpty)
    }

    @Test func `tickets keep their places while the queue is used up from the front`() {
        var queue = ReplyQueue<Int>()
        var tickets: [ReplyQueue<Int>.Ticket] = []
        var taken: [Int] = []
        for number in 0..<1000 {
            tickets.append(queue.enter())
            // Answers come ten requests late, and never to the last ones.
            if number >= 10 { queue.fill(tickets[number - 10], with: number - 10) }
            while let reply = queue.takeReady() {
                taken.append(reply)
            }
        }
        #expect(taken == Array(0..<990))
        let count = queue.count
        #expect(count == 10)
    }

    @Test func `an answer that is there at once waits for those before it`() {
        var queue = ReplyQueue<String>()
        let first = queue.enter()
        queue.enter(with: "second")
        queue.fill(first, with: "first")
        let taken = [queue.takeReady(), queue.takeReady()]
        #expect(taken == ["first", "second"])
    }
}
