import Configuration
import KafkaGateway
import Syscalls
import Testing

@Suite struct ConnectionLedgerTests {
    private func ledger(loops: Int = 1, _ change: (inout ConnectionLimits) -> Void)
        -> ConnectionLedger
    {
        var limits = ConnectionLimits(BrokerConfiguration(), openFiles: 8192, memory: 1 << 30)
        change(&limits)
        return ConnectionLedger(limits, loops: loops)
    }

    private func address(_ number: UInt32) -> IPAddress {
        IPAddress(version4: 0x0A00_0000 + number)
    }

    @Test func `a connection goes to the loop that has fewest`() {
        let ledger = ledger(loops: 3) { _ in }
        let chosen = (0..<6 as Range<UInt32>).map { ledger.admit(address($0)) }
        let expected: [ConnectionLedger.Admission] = [0, 1, 2, 0, 1, 2].map { .admitted(loop: $0) }
        #expect(chosen == expected)
        ledger.leave(address(1), loop: 1)
        #expect(ledger.admit(address(9)) == .admitted(loop: 1))
    }

    @Test func `an address has its own limit, or that of all`() {
        let ledger = ledger {
            $0.perAddress = 2
            $0.perAddressOverrides[address(7)] = 0
        }
        #expect(ledger.admit(address(1)) == .admitted(loop: 0))
        #expect(ledger.admit(address(1)) == .admitted(loop: 0))
        #expect(ledger.admit(address(1)) == .refused)
        #expect(ledger.admit(address(2)) == .admitted(loop: 0))
        #expect(ledger.admit(address(7)) == .refused)
        ledger.leave(address(1), loop: 0)
        #expect(ledger.admit(address(1)) == .admitted(loop: 0))
    }

    @Test func `when all places are taken, who has most makes room for who has few`() {
        let ledger = ledger { $0.connections = 10 }
        for _ in 0..<10 {
            #expect(ledger.admit(address(1)) == .admitted(loop: 0))
        }
        #expect(ledger.admit(address(1)) == .refused)
        #expect(ledger.admit(address(2)) == .inPlaceOf(network: address(1), loop: 0))
        ledger.leave(address(1), loop: 0)
        #expect(ledger.total == 10)
    }

    @Test func `the addresses of one network of version 6 count as one user`() {
        let ledger = ledger { $0.connections = 4 }
        for host in 0..<4 as Range<UInt64> {
            #expect(ledger.admit(IPAddress(version6: 5, host)) == .admitted(loop: 0))
        }
        #expect(ledger.admit(IPAddress(version6: 5, 99)) == .refused)
        let network = IPAddress(version6: 5, 0)
        #expect(ledger.admit(IPAddress(version6: 6, 1)) == .inPlaceOf(network: network, loop: 0))
    }
}
