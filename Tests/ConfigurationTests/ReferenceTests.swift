import Configuration
import Foundation
import Testing

struct ReferenceTests {
    @Test func `docs-CONFIGURATION is what the tables say`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/CONFIGURATION.md").standardized
        if ProcessInfo.processInfo.environment["RENDER_DOCS"] == "1" {
            try Reference.render().write(to: page, atomically: true, encoding: .utf8)
        }
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text == Reference.render(), "`make docs` renders it")
    }
}
