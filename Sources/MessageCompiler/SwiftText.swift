/// Swift source under construction: lines, indented by the blocks they stand in.
struct SwiftText {
    private(set) var text = ""
    private var depth = 0

    /// Adds a line; an empty one has no indentation.
    mutating func line(_ line: String = "") {
        if !line.isEmpty { text += String(repeating: "    ", count: depth) + line }
        text += "\n"
    }

    /// Adds `opening {`, what `body` adds, indented, and `}`.
    mutating func block(_ opening: String, _ body: (inout SwiftText) -> Void) {
        line(opening + " {")
        depth += 1
        body(&self)
        depth -= 1
        line("}")
    }

    /// Adds what `body` adds where the condition holds.
    mutating func whenever(_ condition: Condition, _ body: (inout SwiftText) -> Void) {
        switch condition {
        case .always: body(&self)
        case .never: break
        case .when(let expression): block("if \(expression)", body)
        }
    }
}
