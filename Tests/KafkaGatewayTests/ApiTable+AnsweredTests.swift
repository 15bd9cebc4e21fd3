import Foundation
import KafkaGateway
import KafkaMessages
import KafkaProtocol
import Testing

/// The table of what is answered, against the schema and Kafka 4.2.
@Suite struct AnsweredApisTests {
    @Test func `the keys ascend, and each API is found by its key`() {
        let keys = ApiTable.answered.rows.map(\.key)
        #expect(keys == keys.sorted())
        #expect(Set(keys).count == keys.count)
        for key in keys {
            #expect(ApiTable.answered.row(key)?.key == key)
        }
    }

    @Test func `docs-PROTOCOL is what the table says`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/PROTOCOL.md").standardized
        let rendered = ApiTable.answered.documentation
        if ProcessInfo.processInfo.environment["RENDER_DOCS"] == "1" {
            try rendered.write(to: page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == rendered, "`make docs` renders it")
    }

    @Test func `what is announced is what Kafka 4.2 announces`() throws {
        for row in ApiTable.answered.rows {
            let facts = try #require(ApiFacts.of(key: row.key.rawValue))
            #expect(row.announced == facts.advertised, "\(row.key)")
        }
    }

    @Test func `every version that is announced is answered, but for the dead ones of Produce`() {
        for row in ApiTable.answered.rows {
            #expect(row.announced.upperBound == row.versions.upperBound, "\(row.key)")
            let lowest: Int16 = row.key == .produce ? 3 : row.announced.lowerBound
            #expect(row.versions.lowerBound == lowest, "\(row.key)")
        }
    }
}
