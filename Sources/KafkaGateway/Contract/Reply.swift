internal import Bytes
internal import LogEngine

/// An encoded reply, and the parts of files that are sent in the midst of it.
package final class Reply {
    /// The frame but for what comes from files, its size in front.
    let bytes: ByteBuffer
    /// Where the parts of files belong, in order.
    let splices: [Splice]
    /// The parts of files, one for each splice.
    let slices: [FileSlice]
    /// For how long the connection is not read afterwards (KIP-219), in milliseconds.
    package let throttleMs: Int32

    /// Bytes that go over the wire.
    let byteCount: Int

    init(_ writer: consuming ByteWriter, slices: [FileSlice], throttleMs: Int32) {
        splices = writer.splices
        precondition(
            splices.map(\.byteCount) == slices.map(\.count), "a part of a file for every splice")
        byteCount = writer.totalCount
        bytes = writer.intoBuffer()
        self.slices = slices
        self.throttleMs = throttleMs
    }
}
