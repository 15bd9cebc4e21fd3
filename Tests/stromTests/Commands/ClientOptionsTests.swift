import Testing

@testable import strom

struct ClientOptionsTests {
    @Test(arguments: ["-b", "--bootstrap", "--bootstrap-server"])
    func `brokers are named as one is used to`(option: String) throws {
        let command = try Root.parsed(["txn", "list", option, "a:1,b:2"]) as? TxnList
        #expect(command?.options.bootstrap == "a:1,b:2")
    }

    @Test(arguments: ["0", "-1", "2147484", "9223372036854775807"])
    func `a time to wait that no request can hold is a mistake of usage`(seconds: String) {
        #expect(throws: (any Error).self) {
            try Root.parsed(["txn", "list", "--timeout=\(seconds)"])
        }
    }

    @Test func `a setting is what stands before the first equals sign`() {
        #expect(KeyValue(argument: "a=b=c")?.key == "a")
        #expect(KeyValue(argument: "a=b=c")?.value == "b=c")
        #expect(KeyValue(argument: "a=")?.value == "")
        #expect(KeyValue(argument: "=a") == nil)
        #expect(KeyValue(argument: "a") == nil)
    }
}
