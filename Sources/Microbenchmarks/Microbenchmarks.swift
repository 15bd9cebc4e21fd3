import Syscalls

/// What each step on the way of a record allocates, held against what it may.
///
///     swift run -c release Microbenchmarks [NAME...]
///
/// prints a table, of the steps alone whose names begin so where there are arguments, and ends with 1
/// where one allocates more often than it may.
@main enum Microbenchmarks {
    private static let times = 400

    static func main() throws {
        let directory = "/tmp/strom-microbenchmarks-\(Process.identifier)"
        try FileSystem.makeDirectories(directory)
        defer { try? FileSystem.removeTree(directory) }
        let steps =
            try recordSteps(in: directory) + requestSteps(in: directory)
            + groupSteps(in: directory + "/groups")
        try tell(heading)
        var isExceeded = false
        let wanted = CommandLine.arguments.dropFirst()
        for step in steps where wanted.isEmpty || wanted.contains(where: step.name.hasPrefix) {
            let figures = try step.figures(times: times)
            isExceeded = isExceeded || step.isExceeded(by: figures)
            try tell(row(of: step, figures))
        }
        guard isExceeded else { return }
        try? FileSystem.removeTree(directory)
        Process.end(1)
    }

    private static func tell(_ line: String) throws {
        try StandardStream.output.write(line + "\n")
    }

    private static let heading = "allocations  allowed   bytes      ns  step"

    private static func row(of step: Step, _ figures: Figures) -> String {
        let columns = [
            padded(tenths(figures.allocations), to: 11), padded(tenths(step.allowed), to: 7),
            padded("\(Int(figures.bytes))", to: 6), padded("\(Int(figures.nanoseconds))", to: 6),
        ]
        let verdict =
            step.isExceeded(by: figures) ? "  TOO MANY; allowed for: \(step.because)" : ""
        return columns.joined(separator: "  ") + "  \(step.name)\(verdict)"
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(width - text.utf8.count, 0)) + text
    }
}
