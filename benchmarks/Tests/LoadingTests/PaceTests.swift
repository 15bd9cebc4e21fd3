import Loading
import Testing

@Suite struct ScheduleTests {
    private let second: UInt64 = 1_000_000_000

    @Test func `requests are due evenly from the start on`() {
        let schedule = Schedule(start: 5 * second, rate: 1000, connections: 4)
        #expect(schedule.due(0) == 5 * second)
        #expect(schedule.due(1) == 5 * second + 1_000_000)
        #expect(schedule.due(1000) == 6 * second)
    }

    @Test func `no error adds up over hours of an odd rate`() {
        let schedule = Schedule(start: 0, rate: 3, connections: 1)
        #expect(schedule.due(3 * 3600) == 3600 * second)
    }

    @Test func `connections take turns, and each knows when its own requests are due`() {
        let schedule = Schedule(start: 77, rate: 12_345, connections: 7)
        var sent = [UInt64](repeating: 0, count: 7)
        for number in 0..<UInt64(1000) {
            let connection = schedule.connection(of: number)
            #expect(
                schedule.due(connection: connection, ordinal: sent[connection])
                    == schedule.due(number))
            sent[connection] += 1
        }
    }

    @Test(arguments: [0.5, 1, 3, 999, 10_000, 333_333.3, 1_000_000])
    func `what is counted as due is due, and the next is not`(rate: Double) {
        let schedule = Schedule(start: second, rate: rate, connections: 3)
        #expect(schedule.count(by: 0) == 0)
        #expect(schedule.count(by: second) == 1)
        for now in stride(from: second, to: 3 * second, by: 7_654_321) {
            let count = schedule.count(by: now)
            #expect(schedule.due(count - 1) <= now)
            #expect(schedule.due(count) > now)
        }
    }

    @Test func `a request is counted at the very moment in which it is due`() {
        let schedule = Schedule(start: 1, rate: 7, connections: 1)
        for number in 0..<UInt64(10_000) {
            #expect(schedule.count(by: schedule.due(number)) == number + 1)
        }
    }
}
