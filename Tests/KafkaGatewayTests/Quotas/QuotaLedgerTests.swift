import Cluster
import Configuration
import Syscalls
import Testing

@testable import KafkaGateway

@Suite struct QuotaLedgerTests {
    private let ledger = QuotaLedger(BrokerConfiguration())

    private func at(_ seconds: Double) -> Instant {
        Instant(nanoseconds: 1_000_000_000_000).advanced(byMilliseconds: Int64(seconds * 1000))
    }

    private func quota(_ key: QuotaKey, _ bound: Double, id: String = "c") -> ClientQuota {
        ClientQuota(key, bound, .init(user: nil, id: id))
    }

    @Test func `clients with one share use up one quota, others do not notice`() {
        let produced = quota(.producerByteRate, 1000)
        #expect(ledger.charge(9000, to: produced, now: at(0)) == 0)
        #expect(ledger.charge(2000, to: produced, now: at(0)) == 1000)
        #expect(
            ledger.charge(2000, to: quota(.producerByteRate, 1000, id: "d"), now: at(0)) == 0)
        #expect(ledger.charge(2000, to: quota(.requestPercentage, 1000), now: at(0)) == 0)
    }

    @Test func `a quota that is changed holds at once`() {
        #expect(ledger.charge(9000, to: quota(.producerByteRate, 1000), now: at(0)) == 0)
        #expect(ledger.delay(of: quota(.producerByteRate, 100), now: at(0)) == 80_000)
        #expect(ledger.delay(of: quota(.producerByteRate, 1e12), now: at(0)) == 0)
    }

    @Test func `time is held back for one window at most, bytes for as long as it takes`() {
        #expect(ledger.charge(1e9, to: quota(.requestPercentage, 1), now: at(0)) == 1000)
        #expect(ledger.charge(1e6, to: quota(.producerByteRate, 1), now: at(0)) == 999_990_000)
        #expect(ledger.charge(1e300, to: quota(.producerByteRate, 1), now: at(0)) == .max)
    }

    @Test func `bytes beyond the quota are not given, and not counted`() {
        let consumed = quota(.consumerByteRate, 1000)
        #expect(ledger.take(9000, of: consumed, now: at(0)) == (true, 0))
        #expect(ledger.take(4000, of: consumed, now: at(0)) == (false, 3000))
        #expect(ledger.take(1000, of: consumed, now: at(0)) == (true, 0))
        #expect(ledger.take(4000, of: consumed, now: at(11)) == (true, 0))
    }

    @Test func `a batch that is larger than all windows' worth is given, and paid for`() {
        let consumed = quota(.consumerByteRate, 1000)
        #expect(ledger.take(1, of: consumed, now: at(0)) == (true, 0))
        #expect(ledger.take(100_000, of: consumed, now: at(0)) == (false, 11_000))
        #expect(ledger.take(100_000, of: consumed, now: at(11)) == (true, 90_000))
    }

    @Test func `a burst is all windows' worth but that of the current one`() {
        #expect(ledger.burst(of: quota(.consumerByteRate, 1000)) == 10_000)
        #expect(ledger.burst(of: quota(.consumerByteRate, 0x1p63)) == Int(Int32.max))
    }

    @Test func `an allowance is what the bucket has, and what is used of it is taken out`() throws {
        let changed = quota(.controllerMutationRate, 1)
        let first = ledger.allowance(changed, isStrict: true, now: at(0))
        #expect(ledger.settle(first, of: changed, now: at(0)) == 0)
        let spent = try using(30, of: changed, isStrict: true)
        #expect(ledger.settle(spent, of: changed, now: at(0)) == 0)
        let refused = try using(1, of: changed, isStrict: true)
        #expect(refused.used == 0)
        #expect(ledger.settle(refused, of: changed, now: at(0)) == 19_000)
        let counted = try using(1, of: changed, isStrict: false)
        #expect(ledger.settle(counted, of: changed, now: at(0)) == 20_000)
    }

    /// The allowance of the moment after a controller made a topic of so many partitions under it.
    private func using(
        _ partitions: Int32, of quota: ClientQuota, isStrict: Bool
    ) throws -> MutationAllowance {
        let broker = try LocalBroker.onSimulatedDisk(BrokerConfiguration())
        return try broker.controller.createTopics(
            [NewTopic(name: "t", partitionCount: partitions)],
            within: ledger.allowance(quota, isStrict: isStrict, now: at(0)),
            now: Timestamp(rawValue: 0)
        ).allowance
    }

    @Test(arguments: [.leastNonzeroMagnitude, 1e-9, 0x1p63, .greatestFiniteMagnitude])
    func `quotas of any size are reckoned with`(bound: Double) throws {
        let bytes = quota(.producerByteRate, bound)
        #expect(ledger.charge(0, to: bytes, now: at(0)) == 0)
        #expect((ledger.charge(1e9, to: bytes, now: at(1)) > 0) == (bound < 1))
        #expect(ledger.take(.max, of: quota(.consumerByteRate, bound), now: at(0)).isTaken)
        #expect(ledger.burst(of: bytes) >= 0)
        let changes = quota(.controllerMutationRate, bound)
        let used = try using(30, of: changes, isStrict: false)
        #expect(ledger.settle(used, of: changes, now: at(0)) >= 0)
        #expect((ledger.settle(.unbounded, of: changes, now: at(1)) > 0) == (bound < 1))
        #expect((ledger.refuse(.loopback4, rate: bound, now: at(0)) != nil) == (bound < 1))
    }

    @Test func `connections beyond the rate of an address are refused, and not counted`() {
        let address = IPAddress.loopback4
        for _ in 0..<10 { #expect(ledger.refuse(address, rate: 1, now: at(0)) == nil) }
        for _ in 0..<100 { #expect(ledger.refuse(address, rate: 1, now: at(0)) == 1000) }
        #expect(ledger.refuse(.loopback6, rate: 1, now: at(0)) == nil)
        #expect(ledger.refuse(address, rate: 1, now: at(11)) == nil)
    }
}
