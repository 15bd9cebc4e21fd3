/// A place in written bytes where others belong that the writer does not hold, such as record
/// batches that go from a file to the socket.
package struct Splice: Hashable, Sendable {
    /// How many written bytes stand before it.
    package let position: Int

    /// How many bytes belong there.
    package let byteCount: Int

    /// So many bytes belong behind the first `position` ones.
    package init(position: Int, byteCount: Int) {
        self.position = position
        self.byteCount = byteCount
    }
}
