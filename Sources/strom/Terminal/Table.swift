/// Rows of text under headings, in columns as wide as they need.
struct Table {
    private var rows: [[String]]

    init(_ headings: String...) {
        rows = [headings]
    }

    mutating func add(_ cells: String...) {
        precondition(cells.count == rows[0].count, "a cell for every heading")
        rows.append(cells)
    }

    /// The lines, without blanks at their ends.
    var lines: [String] {
        let widths = rows[0].indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
