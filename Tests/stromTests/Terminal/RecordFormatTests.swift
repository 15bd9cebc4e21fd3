import Telemetry
import KafkaProtocol
import Testing

@testable import strom

struct RecordFormatTests {
    private let record = PrintedRecord(
        topic: "t", partition: 3, offset: Offset(rawValue: 7), timestamp: 9,
        key: Array("k".utf8), value: [0xff, 0x00], headers: [("a", Array("b".utf8)), ("c", nil)])

    @Test(arguments: [
        ("%t/%p/%o/%T", "t/3/7/9"), ("%k %K %S", "k 1 2"), ("%h", "a=b,c=NULL"),
        ("%%\\n\\t", "%\n\t"),
    ])
    func `tokens are what they stand for`(format: String, text: String) {
        #expect(RecordFormat(format)?.bytes(of: record) == Array(text.utf8))
    }

    @Test func `a value is printed byte for byte`() {
        #expect(RecordFormat("%s")?.bytes(of: record) == [0xff, 0x00])
    }

    @Test(arguments: ["%x", "%"])
    func `a token that there is not is refused`(format: String) {
        #expect(RecordFormat(format) == nil)
    }

    @Test func `JSON has what is no text in base64`() {
        #expect(
            record.json.text
                == #"{"topic":"t","partition":3,"offset":7,"timestamp":9,"key":"k","value64":"/wA=","#
                + #""headers":[{"name":"a","value":"b"},{"name":"c","value":null}]}"#)
    }
}
