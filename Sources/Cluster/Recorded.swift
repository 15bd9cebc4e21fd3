package import KafkaProtocol

/// What came of a request to a coordinator: its value, and the offset that must be committed before it
/// is told.
///
/// The offset is one of the coordinator's own partition, whose records are the truth.
package struct Recorded<Value: Sendable>: Sendable {
    package let value: Value
    package let goal: Offset
}
