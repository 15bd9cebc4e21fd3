import Telemetry
import Testing

struct HistogramTests {
    /// The bound of the step that a duration is counted in.
    private func bound(of nanoseconds: Int64) -> Double? {
        var histogram = Histogram()
        histogram.add(nanoseconds: nanoseconds)
        return histogram.cumulative.first { $0.count == 1 }?.bound
    }

    @Test(
        arguments: [
            (0, 1.024e-6), (-5, 1.024e-6), (1024, 1.024e-6), (1025, 1.536e-6), (1536, 1.536e-6),
            (1537, 2.048e-6), (2048, 2.048e-6), (2049, 3.072e-6), (1 << 20, 0.001_048_576),
            (1 << 35, 34.359_738_368),
        ] as [(Int64, Double)])
    func `a duration counts in the first step that it does not exceed`(
        nanoseconds: Int64, expected: Double
    ) {
        #expect(bound(of: nanoseconds) == expected)
    }

    @Test func `what took longer than the last step counts in none, but in all`() {
        var histogram = Histogram()
        histogram.add(nanoseconds: 1 << 35 + 1)
        histogram.add(nanoseconds: .max / 2)
        #expect(histogram.cumulative.last?.count == 0)
        #expect(histogram.count == 2)
    }

    @Test func `bounds rise, and counts never fall`() {
        var histogram = Histogram()
        for exponent in 0..<36 { histogram.add(nanoseconds: 1 << exponent) }
        let steps = histogram.cumulative
        #expect(
            zip(steps, steps.dropFirst()).allSatisfy { $0.bound < $1.bound && $0.count <= $1.count }
        )
        #expect(steps.last?.count == 36)
    }

    @Test func `two become one`() {
        var one = Histogram()
        var other = Histogram()
        one.add(other)
        #expect(one.cumulative.isEmpty && one.count == 0)
        other.add(nanoseconds: 5000)
        one.add(other)
        one.add(other)
        #expect(one.count == 2 && one.sum == 10_000)
    }
}
