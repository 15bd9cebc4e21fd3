import Telemetry
import Testing

struct MetricsPageTests {
    private func text(_ page: MetricsPage) -> String {
        String(decoding: page.bytes, as: UTF8.self)
    }

    @Test func `a metric says what it is, then what it has`() {
        var page = MetricsPage()
        page.begin(Metric("a_total", .counter, help: "What a is."))
        page.sample(value: 0)
        page.begin(Metric("b", .gauge, by: "topic", "partition", help: "B."))
        page.sample("t", "0", value: -120)
        page.sample("u", "1", number: 0.5)
        page.sample(.init(of: Metric("x", .gauge, by: "topic", help: "X."), "\""), value: 7)
        #expect(
            text(page) == """
                # HELP a_total What a is.
                # TYPE a_total counter
                a_total 0
                # HELP b B.
                # TYPE b gauge
                b{topic="t",partition="0"} -120
                b{topic="u",partition="1"} 0.5
                b{topic="\\""} 7

                """)
    }

    @Test func `what a client calls itself breaks no line`() {
        var page = MetricsPage()
        page.begin(Metric("c", .gauge, by: "name", help: "C\\d\ne."))
        page.sample("a\"b\\c\nd", value: .max)
        #expect(
            text(page) == """
                # HELP c C\\\\d\\ne.
                # TYPE c gauge
                c{name="a\\"b\\\\c\\nd"} 9223372036854775807

                """)
    }

    @Test func `a histogram has a bucket for each step, and for all`() {
        var histogram = Histogram()
        histogram.add(nanoseconds: 2_000_000)
        var page = MetricsPage()
        page.begin(Metric("d_seconds", .histogram, by: "api", help: "D."))
        page.sample("Fetch", histogram: histogram)
        let lines = text(page).split(separator: "\n")
        #expect(lines.contains("d_seconds_bucket{api=\"Fetch\",le=\"0.001572864\"} 0"))
        #expect(lines.contains("d_seconds_bucket{api=\"Fetch\",le=\"0.002097152\"} 1"))
        #expect(
            lines.suffix(3) == [
                "d_seconds_bucket{api=\"Fetch\",le=\"+Inf\"} 1",
                "d_seconds_sum{api=\"Fetch\"} 0.002", "d_seconds_count{api=\"Fetch\"} 1",
            ])
    }
}
