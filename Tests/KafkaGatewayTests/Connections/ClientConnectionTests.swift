import Configuration
import KafkaGateway
import KafkaProtocol
import Syscalls
import Telemetry
import Testing

@Suite(.serialized) struct ClientConnectionTests {
    @Test func `pipelined requests are answered in their order`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        var bytes: [UInt8] = []
        for number in 0..<1000 as Range<Int32> {
            bytes += client.frame(.heartbeat, version: Int16(number % 5), generation: number)
        }
        try client.send(bytes)
        for number in 0..<1000 as Range<Int32> {
            #expect(
                try client.answer()
                    == .init(
                        correlationID: number, code: number % 5 == 4 ? 0 : shifted(number)))
        }
    }

    /// Versions 1 to 3 have the throttle time, four bytes of zero, before the code.
    private func shifted(_ number: Int32) -> Int16 {
        number % 5 == 0 ? Int16(number) : 0
    }

    @Test func `frames that come byte by byte are served`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        for byte in client.frame(.heartbeat, generation: 5)
            + client.frame(.heartbeat, generation: 6)
        {
            try client.send([byte])
            Thread.sleep(milliseconds: 1)
        }
        #expect(try client.answer()?.code == 5)
        #expect(try client.answer()?.code == 6)
    }

    @Test(arguments: [10_000, 60_000, 65_530, 70_000, 200_000, 3_000_000, 16_000_000])
    func `large frames are read whole, and small ones around them`(size: Int) throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        // Bytes behind the last field are ignored (C-10), so that a frame can have any size.
        var large = client.frame(.heartbeat, generation: 2)
        large += [UInt8](repeating: 0xAB, count: size)
        let count = UInt32(large.count - 4)
        large.replaceSubrange(
            0..<4, with: (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * UInt32($0))) })
        let small = client.frame(.heartbeat, generation: 1)
        try client.send(small + large + small + large + large + small)
        for code in [1, 2, 1, 2, 2, 1] as [Int16] {
            #expect(try client.answer()?.code == code)
        }
    }

    @Test func `a request that waits holds those behind it`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        try client.send(.fetch, generation: 1, group: "held")
        try client.send(.heartbeat, generation: 2)
        try client.send(.fetch, generation: 3, group: "held2", member: "100")
        try client.send(.heartbeat, generation: 4)
        Thread.sleep(milliseconds: 50)
        Gate.named("held").open(tell: gateway.gateway.mailboxes)
        for code in [1, 2, 3, 4] as [Int16] {
            #expect(try client.answer()?.code == code)
        }
    }

    @Test func `a produce begins behind one that waits, and nothing else does`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        // The second is answered first, and waits for the first; the heartbeat is not begun before.
        try client.send(.produce, generation: 1, group: "first")
        try client.send(.produce, generation: 2, group: "second", member: "20")
        try client.send(.heartbeat, generation: 3)
        Thread.sleep(milliseconds: 100)
        Gate.named("first").open(tell: gateway.gateway.mailboxes)
        for code in [1, 2, 3] as [Int16] {
            #expect(try client.answer()?.code == code)
        }
    }

    @Test func `behind a produce that has yet to append none begins, until it has`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        try client.send(.produce, generation: 1, group: "adds", member: "60000 added")
        try client.send(.produce, generation: 2, group: "behind")
        Thread.sleep(milliseconds: 50)
        #expect(!Gate.named("behind begun").isOpen)
        Gate.named("added").open(tell: gateway.gateway.mailboxes)
        Thread.sleep(milliseconds: 50)
        #expect(Gate.named("behind begun").isOpen, "it has appended, and waits for the disk")
        Gate.named("behind").open(tell: gateway.gateway.mailboxes)
        Gate.named("adds").open(tell: gateway.gateway.mailboxes)
        for code in [1, 2] as [Int16] {
            #expect(try client.answer()?.code == code)
        }
    }

    @Test func `a thousand produces behind one that waits are answered in order`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        for number in 0..<1000 as Range<Int32> {
            try client.send(.produce, generation: number, group: "thousand")
        }
        Thread.sleep(milliseconds: 50)
        Gate.named("thousand").open(tell: gateway.gateway.mailboxes)
        for number in 0..<1000 as Range<Int16> {
            #expect(try client.answer()?.code == number)
        }
    }

    @Test func `a wait ends at its deadline`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        let start = Instant.now()
        try client.send(.fetch, generation: 1, group: "deadline", member: "80")
        #expect(try client.answer()?.code == 1)
        let elapsed = Instant.now().milliseconds(since: start)
        #expect((80..<500).contains(elapsed))
    }

    @Test func `a client that leaves while its request waits is forgotten`() throws {
        let gateway = try TestGateway { $0.maxConnectionsPerIP = 1 }
        do {
            let client = try gateway.client()
            try client.send(.fetch, generation: 1, group: "leaves")
            Thread.sleep(milliseconds: 30)
        }
        Thread.sleep(milliseconds: 50)
        let next = try gateway.client()
        try next.send(.heartbeat, generation: 2)
        #expect(try next.answer()?.code == 2)
        Gate.named("leaves").open(tell: gateway.gateway.mailboxes)
        try next.send(.heartbeat, generation: 3)
        #expect(try next.answer()?.code == 3)
    }

    @Test(arguments: ["descriptor", "memory"])
    func `parts of files arrive byte-exact, whatever the client reads at a time`(way: String) throws
    {
        let gateway = try TestGateway()
        let client = try gateway.client()
        let count = 4_000_000
        try client.send(.listOffsets, generation: Int32(count), member: way)
        try client.send(.heartbeat, generation: 9)
        // The socket's buffers fill up, and the rest goes in parts.
        Thread.sleep(milliseconds: 100)
        let frame = try #require(try client.receive())
        let parts = frame.split(of: count)
        #expect(parts.count == 2)
        for (index, part) in parts.enumerated() {
            let expected = TestFile.pattern[(index * 5)...].prefix(count)
            #expect(part == expected)
        }
        #expect(try client.answer()?.code == 9)
    }

    @Test func `a file that ends before its part closes the connection`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        try client.send(.listOffsets, generation: Int32(TestFile.size + 1), member: "descriptor")
        #expect(try client.receive() == nil)
    }

    @Test func `a throttled connection is answered at once and then not read`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        let start = Instant.now()
        try client.send(.leaveGroup, generation: 150)
        try client.send(.heartbeat, generation: 2)
        #expect(try client.answer()?.code == 150)
        #expect(Instant.now().milliseconds(since: start) < 100)
        #expect(try client.answer()?.code == 2)
        #expect(Instant.now().milliseconds(since: start) >= 150)
    }

    @Test func `a throttled request without an answer holds back the next all the same`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        let start = Instant.now()
        try client.send(.leaveGroup, generation: 150, member: "silent")
        try client.send(.heartbeat, generation: 2)
        #expect(try client.answer()?.code == 2)
        #expect(Instant.now().milliseconds(since: start) >= 150)
    }

    @Test func `a client that goes while it is throttled leaves its place at once`() throws {
        let gateway = try TestGateway { $0.maxConnectionsPerIP = 1 }
        do {
            let client = try gateway.client()
            try client.send(.leaveGroup, generation: 60_000)
            #expect(try client.answer() != nil)
        }
        let start = Instant.now()
        var answer: TestClient.Answer?
        while answer == nil, Instant.now().milliseconds(since: start) < 10_000 {
            let client = try gateway.client()
            try? client.send(.heartbeat, generation: 2)
            answer = (try? client.answer()) ?? nil
        }
        #expect(answer?.code == 2)
    }

    @Test func `what a client sent before it went is served when its time is over`() throws {
        let gateway = try TestGateway()
        let gate = Gate.named("after the pause")
        do {
            let client = try gateway.client()
            try client.send(.leaveGroup, generation: 150)
            #expect(try client.answer() != nil)
            try client.send(.leaveGroup, group: "after the pause")
        }
        let start = Instant.now()
        while !gate.isOpen, Instant.now().milliseconds(since: start) < 10_000 {
            Thread.sleep(milliseconds: 5)
        }
        #expect(gate.isOpen)
    }

    @Test func `requests larger than the memory in flight pass one at a time`() throws {
        let gateway = try TestGateway { $0.memoryBytes = 1 << 20 }
        let clients = try (0..<4).map { _ in try gateway.client() }
        var large = clients[0].frame(.heartbeat, generation: 2)
        large += [UInt8](repeating: 0, count: 250_000)
        let count = UInt32(large.count - 4)
        large.replaceSubrange(
            0..<4, with: (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * UInt32($0))) })
        let half = large.count / 2
        // All have sent a part before any has sent the rest.
        for client in clients {
            try client.send(Array(large[..<100_000]))
        }
        for client in clients {
            try client.send(Array(large[100_000..<half]))
            try client.send(Array(large[half...]))
            #expect(try client.answer()?.code == 2)
        }
    }

    @Test(arguments: [262_145, 104_857_600, -1])
    func `a frame of more than a quarter of the ceiling, or of no size, ends its connection`(
        size: Int32
    ) throws {
        let gateway = try TestGateway { $0.memoryBytes = 1 << 20 }
        let client = try gateway.client()
        try client.send((0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * Int32($0))) })
        #expect(try client.answer() == nil)
        #expect(gateway.gateway.memory.inUse == 0)
    }

    @Test func `a request for which there is no memory is begun when there is`() throws {
        let gateway = try TestGateway { $0.memoryBytes = 1 << 20 }
        let memory = gateway.gateway.memory
        memory.enter(memory.limit, in: .replies)
        let client = try gateway.client()
        try client.send(.syncGroup, generation: 500_000)
        try client.send(.heartbeat, generation: 2)
        try #expect(!client.socket.descriptor.waitUntilReadable(milliseconds: 100))
        memory.enter(-memory.limit, in: .replies)
        #expect(try client.answer()?.code == 1)
        #expect(try client.answer()?.code == 2)
    }

    @Test func `a client that does not read is not served without end`() throws {
        let gateway = try TestGateway()
        let client = try gateway.client()
        let frame = client.frame(.heartbeat, generation: 1)
        let many = Array(repeatElement(frame, count: 1000).joined())
        // The client's writes block when the broker reads no more: 10 s are the socket's patience.
        var sent = 0
        while sent < 20_000, try client.socket.descriptor.waitUntilWritable(milliseconds: 300) {
            try client.send(many)
            sent += 1000
        }
        for _ in 0..<sent {
            #expect(try client.answer()?.code == 1)
        }
    }
}

extension [UInt8] {
    /// The records of a Fetch answer of version 4 with topics of one partition.
    fileprivate func split(of count: Int) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        // Correlation id, throttle time, count of topics.
        var position = 4 + 4 + 4
        while position < self.count {
            // Name, count of partitions, index, code, watermark, stable offset, aborted, size.
            position += 2 + 4 + 4 + 2 + 8 + 8 + 4 + 4
            parts.append(self[position..<position + count])
            position += count
        }
        return parts
    }
}
