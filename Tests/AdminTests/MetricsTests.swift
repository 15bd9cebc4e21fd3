import Admin
import Foundation
import Telemetry
import Testing

struct MetricsTests {
    @Test func `docs-metrics is what the table says`() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/metrics.md").standardized
        if ProcessInfo.processInfo.environment["RENDER_DOCS"] == "1" {
            try Metrics.documentation.write(to: page, atomically: true, encoding: .utf8)
        }
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text == Metrics.documentation, "`make docs` renders it")
    }

    @Test func `every metric has a name of its own, and counters say so`() {
        #expect(Set(Metrics.all.map(\.name)).count == Metrics.all.count)
        for metric in Metrics.all {
            #expect((metric.kind == .counter) == metric.name.hasSuffix("_total"))
        }
    }
}
