import EventLoop
import Syscalls
import Testing

@Suite struct MailboxTests {
    @Test func `letters are read in the order in which they were posted`() throws {
        let mailbox = try Mailbox<Int>()
        mailbox.post(1)
        mailbox.post(2)
        #expect(mailbox.drain() == [1, 2])
        #expect(mailbox.isEmpty)
    }

    @Test func `every letter of four threads reaches a loop that sleeps in between`() throws {
        let mailbox = try Mailbox<Int>()
        let loop = try EventLoop(wokenBy: mailbox.bell)
        var threads: [Thread] = []
        for _ in 0..<4 {
            threads.append(
                try Thread.start(name: "sender") {
                    for number in 0..<500 {
                        mailbox.post(number)
                        if number % 100 == 0 { Thread.sleep(milliseconds: 1) }
                    }
                })
        }
        var sum = 0
        var count = 0
        loop.schedule(at: loop.now.advanced(byMilliseconds: 10_000)) { loop.stop() }
        loop.run(
            hasMail: { !mailbox.isEmpty },
            mail: {
                for letter in mailbox.drain() {
                    sum += letter
                    count += 1
                }
                if count == 2000 { loop.stop() }
            })
        for thread in threads {
            thread.join()
        }
        #expect(count == 2000)
        #expect(sum == 4 * 499 * 500 / 2)
    }
}
