/// A statement that did not hold.
package struct Breach: Error, CustomStringConvertible {
    /// Its name in faults.md or log-engine.md, such as `ST2`.
    package let statement: String
    package let details: String

    package init(_ statement: String, _ details: String) {
        self.statement = statement
        self.details = details
    }

    package var description: String { "\(statement): \(details)" }
}

/// Breaks off the simulation where a statement does not hold.
func hold(
    _ statement: String, _ condition: Bool, _ details: @autoclosure () -> String
) throws(Breach) {
    guard condition else { throw Breach(statement, details()) }
}
