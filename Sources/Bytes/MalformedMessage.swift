/// Bytes that are not what they should be: too short, with a count that cannot be, or so made that
/// they would take more memory than their size allows.
package struct MalformedMessage: Error, Hashable, Sendable {
    /// A message that cannot be read.
    package init() {}
}
