import Bytes
package import KafkaProtocol
import LogEngine
package import Syscalls

/// Why what a partition coordinates cannot be loaded.
package enum LoadFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// Its log cannot be read.
    case unreadable(ReplicaError)
    /// Its disk refuses to.
    case disk(Errno)
    /// A batch is not as it was written.
    case damaged(at: Offset, RecordBatchError)
    /// A batch is, but a record in it says nothing that could be understood.
    case undecodable(at: Offset)

    package var description: String {
        switch self {
        case .unreadable(let error): "its log cannot be read (\(error))"
        case .disk(let error): "its disk cannot be read (\(error))"
        case .damaged(let offset, let error): "the batch at offset \(offset) is damaged (\(error))"
        case .undecodable(let offset): "the record at offset \(offset) cannot be understood"
        }
    }
}

extension Replica {
    /// Reads all that the log of a coordinator holds, slice by slice; `body` gets each with the offset
    /// that it is read from, and gives the offset after it.
    ///
    /// The log does not grow meanwhile: only the coordinator writes to it, and it does not yet.
    ///
    /// - Returns: where the log ends.
    func replay(
        _ body: (FileSlice, Offset) throws(LoadFailure) -> Offset
    ) throws(LoadFailure) -> Offset {
        var next = status.startOffset
        var request = ReadRequest()
        request.replicaID = -2
        request.maxBytes = 1 << 20
        while true {
            let result = read(at: next, request)
            if let error = result.error { throw .unreadable(error) }
            guard let slice = result.slice else { return next }
            next = try body(slice, next)
        }
    }
}

extension FileSlice {
    /// Gives each batch of a slice that is read from an offset, once its checksum is found right.
    ///
    /// - Returns: the offset after the last of them.
    func replay(
        from start: Offset, _ body: (borrowing RecordBatch) throws(LoadFailure) -> Void
    ) throws(LoadFailure) -> Offset {
        let read: [UInt8]
        do throws(Errno) {
            read = try file.bytes(in: offset..<offset + count)
        } catch {
            throw .disk(error)
        }
        let all = unsafe read.span.bytes
        var position = 0
        var end = start
        while position < all.byteCount {
            let batch = try Self.batch(atFrontOf: all.extracting(position..<all.byteCount), at: end)
            try body(batch)
            position += batch.header.byteCount
            end = batch.header.nextOffset
        }
        return end
    }

    @_lifetime(copy bytes)
    private static func batch(
        atFrontOf bytes: RawSpan, at offset: Offset
    ) throws(LoadFailure) -> RecordBatch {
        do throws(RecordBatchError) {
            let batch = try RecordBatch(atFrontOf: bytes)
            try batch.validate()
            return batch
        } catch {
            throw .damaged(at: offset, error)
        }
    }
}

extension RecordBatch {
    /// As ``forEachRecord(expandingTo:_:)``, for a log that is loaded.
    func replay(_ body: (borrowing Record) -> Bool) throws(LoadFailure) {
        do throws(RecordBatchError) {
            try forEachRecord(body)
        } catch {
            throw .damaged(at: header.baseOffset, error)
        }
    }
}
