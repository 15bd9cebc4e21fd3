/// A row of the table of metrics: what one is called, what kind it is, and what it says.
package struct Metric: Sendable {
    package let name: String
    package let kind: Kind
    /// What tells its series apart, such as `topic`.
    package let labels: [String]
    /// One sentence.
    package let help: String

    package init(_ name: String, _ kind: Kind, by labels: String..., help: String) {
        self.name = name
        self.kind = kind
        self.labels = labels
        self.help = help
    }

    /// How its values behave.
    package enum Kind: String, Sendable {
        /// It only rises while the broker runs.
        case counter
        case gauge
        case histogram
    }
}

/// A page in Prometheus' text format (version 0.0.4), written from the top to the bottom.
package struct MetricsPage {
    /// What is written so far.
    package private(set) var bytes: [UInt8] = []
    private var metric: Metric?
    /// The metric's name: most lines begin with it.
    private var name: [UInt8] = []

    package init() {
        bytes.reserveCapacity(64 << 10)
    }

    /// A page of labels alone.
    private init(_ metric: Metric) {
        self.metric = metric
    }

    /// Begins a metric: the samples that follow are of it.
    package mutating func begin(_ metric: Metric) {
        self.metric = metric
        name = Array(metric.name.utf8)
        write("# HELP \(metric.name) ")
        writeEscaped(metric.help)
        write("\n# TYPE \(metric.name) \(metric.kind.rawValue)\n")
    }

    /// One series with a whole number.
    package mutating func sample(_ labels: String..., value: Int64) {
        writeName("")
        writeLabels(labels, bound: nil)
        write(UInt8(ascii: " "))
        write(value)
        write(UInt8(ascii: "\n"))
    }

    /// The labels of a series, written once for several metrics that have the same.
    package struct Series: Sendable {
        fileprivate let labels: [UInt8]

        /// The labels as `metric` has them.
        package init(of metric: Metric, _ values: String...) {
            var page = MetricsPage(metric)
            page.writeLabels(values, bound: nil)
            labels = page.bytes
        }
    }

    /// One series with a whole number.
    package mutating func sample(_ series: Series, value: Int64) {
        bytes += name
        bytes += series.labels
        write(UInt8(ascii: " "))
        write(value)
        write(UInt8(ascii: "\n"))
    }

    /// One series with any number.
    package mutating func sample(_ labels: String..., number: Double) {
        writeName("")
        writeLabels(labels, bound: nil)
        write(" \(number)\n")
    }

    /// The series of a histogram, in seconds.
    package mutating func sample(_ labels: String..., histogram: Histogram) {
        let count = histogram.count
        for step in histogram.cumulative { bucket(labels, "\(step.bound)", step.count) }
        bucket(labels, "+Inf", count)
        writeName("_sum")
        writeLabels(labels, bound: nil)
        write(" \(Double(histogram.sum) / 1_000_000_000)\n")
        writeName("_count")
        writeLabels(labels, bound: nil)
        write(" \(count)\n")
    }

    private mutating func bucket(_ labels: [String], _ bound: String, _ count: UInt64) {
        writeName("_bucket")
        writeLabels(labels, bound: bound)
        write(" \(count)\n")
    }

    // MARK: Pieces

    private mutating func writeName(_ suffix: String) {
        guard let metric else { preconditionFailure("a sample of no metric") }
        write(metric.name)
        write(suffix)
    }

    private mutating func writeLabels(_ values: [String], bound: String?) {
        guard let names = metric?.labels, names.count == values.count else {
            preconditionFailure("a value for every label")
        }
        guard !values.isEmpty || bound != nil else { return }
        var separator = UInt8(ascii: "{")
        for (name, value) in zip(names, values) {
            write(separator)
            writeLabel(name, value)
            separator = UInt8(ascii: ",")
        }
        if let bound {
            write(separator)
            writeLabel("le", bound)
        }
        write(UInt8(ascii: "}"))
    }

    private mutating func writeLabel(_ name: String, _ value: String) {
        write(name)
        write("=\"")
        writeEscaped(value)
        write(UInt8(ascii: "\""))
    }

    /// Backslash, quotation mark and the end of a line are written as two letters.
    private mutating func writeEscaped(_ text: String) {
        guard text.utf8.contains(where: Self.isEscaped) else { return write(text) }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): write("\\\\")
            case UInt8(ascii: "\""): write("\\\"")
            case UInt8(ascii: "\n"): write("\\n")
            default: bytes.append(byte)
            }
        }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
    }

    private mutating func write(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func write(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// The number's digits, without a text in between: a page may have a hundred thousand.
    private mutating func write(_ number: Int64) {
        if number < 0 { write(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = number.magnitude
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }
}
