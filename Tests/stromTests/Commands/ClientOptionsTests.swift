import Testing

@testable import strom

struct ClientOptionsTests {
    @Test func `a setting is what stands before the first equals sign`() {
        #expect(KeyValue(argument: "a=b=c")?.key == "a")
        #expect(KeyValue(argument: "a=b=c")?.value == "b=c")
        #expect(KeyValue(argument: "a=")?.value == "")
        #expect(KeyValue(argument: "=a") == nil)
        #expect(KeyValue(argument: "a") == nil)
    }
}
