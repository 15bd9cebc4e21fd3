import Configuration

extension RequestContext {
    /// Whether there is room for what is made to answer so many parts of a request.
    ///
    /// A part may take some sixteen bytes of its frame, and its answer many times as much: `bytes`,
    /// for the largest, while it is put together and encoded. A request whose answer would take more
    /// than half of `strom.memory.bytes` ends the connection, as one does that cannot be decoded
    /// within its budget.
    func hasRoom(for count: Int, each bytes: Int) -> Bool {
        count <= Int(loop.configuration.memoryBytes / 2) / bytes
    }
}
