import Testing

@testable import Bytes

@Suite struct UuidTests {
    @Test(arguments: [
        (uuid: .zero, text: "AAAAAAAAAAAAAAAAAAAAAA"),
        (uuid: Uuid(high: 0, low: 1), text: "AAAAAAAAAAAAAAAAAAAAAQ"),
        (uuid: Uuid(high: .max, low: .max), text: "_____________________w"),
        (
            uuid: Uuid(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210),
            text: "ASNFZ4mrze_-3LqYdlQyEA"
        ),
    ])
    func `an identifier is written in base64url as Kafka does, and read back`(
        uuid: Uuid, text: String
    ) {
        #expect(uuid.description == text)
        #expect(Uuid(text) == uuid)
    }

    @Test(arguments: [
        "", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAA+AAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA==",
    ])
    func `what is no such text is refused`(text: String) {
        #expect(Uuid(text) == nil)
    }

    @Test func `random identifiers are of version 4 and begin with no dash`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let uuid = Uuid.random(using: &generator)
            #expect(uuid.high >> 12 & 15 == 4)
            #expect(uuid.low >> 62 == 2)
            #expect(!uuid.description.hasPrefix("-"))
        }
    }
}
