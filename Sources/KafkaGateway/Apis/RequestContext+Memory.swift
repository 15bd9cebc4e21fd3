extension RequestContext {
    /// Whether there is room for what is made to answer so many parts of a request.
    ///
    /// A part may take some sixteen bytes of its frame, and its answer many times as much: `bytes`,
    /// for the largest, while it is put together and encoded. It is asked before the request has any
    /// effect; where there is no room the request ends with ``Outcome/close``. Does its answer take
    /// more than half of `strom.memory.bytes`, its connection ends, as one does whose request cannot
    /// be decoded within its budget; is there only no room now, the loop makes ``Outcome/later`` of
    /// it.
    func hasRoom(for count: Int, each bytes: Int) -> Bool {
        loop.memory.take(forAnswer: count.multipliedReportingOverflow(by: bytes).partialValue)
    }
}
