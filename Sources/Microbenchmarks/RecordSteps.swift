import Bytes
import Configuration
import KafkaProtocol
import LogEngine
import Syscalls

extension Microbenchmarks {
    /// What is done with a batch: nothing of it is per record.
    static func recordSteps(in directory: String) throws -> [Step] {
        let disk = PosixDisk(root: directory)
        let log = try PartitionLog(
            opening: "log-0", on: disk, configuration: TopicConfiguration(), now: .now())
        return try [1, 150].map(validation) + [append(to: log)] + lookUps(in: log)
    }

    private static func validation(records: Int) -> Step {
        let frame = HeldFrame(buffer(of: Frames.batch(records: records)))
        return Step("validate a batch of \(records)", allows: 0) { meter in
            let header = try meter.measure { try validated(&frame.bytes) }
            precondition(header.recordCount == records, "another batch")
        }
    }

    private static func validated(
        _ batch: inout ByteBuffer
    ) throws(RecordBatchError) -> RecordBatchHeader {
        var rewritten = ByteBuffer()
        let range = 0..<batch.count
        var bytes = batch.mutableBytes
        return try RecordBatch.admit(
            &bytes, at: range, by: BatchRules(), now: Timestamp.now().rawValue,
            rewriteInto: &rewritten)
    }

    private static func append(to log: PartitionLog) throws -> Step {
        let frame = HeldFrame(buffer(of: Frames.batch(records: 1)))
        guard let header = RecordBatchHeader(frame.bytes.bytes, at: 0) else {
            preconditionFailure("the batch is whole")
        }
        return Step("append a batch to a log", allows: 0) { meter in
            let appended = try meter.measure { try append(&frame.bytes, header, to: log) }
            precondition(!appended.isDuplicate, "appended once")
        }
    }

    private static func append(
        _ batch: inout ByteBuffer, _ header: RecordBatchHeader, to log: PartitionLog
    ) throws(LogError) -> Appended {
        let range = 0..<batch.count
        var bytes = batch.mutableBytes
        return try log.append(
            &bytes, batchAt: range, header: header, leaderEpoch: LeaderEpoch(rawValue: 1),
            now: .now())
    }

    private static func lookUps(in log: PartitionLog) -> [Step] {
        [
            Step(
                "look up an offset, plan one read", allows: 1,
                because: "the bytes in which the headers are sought"
            ) { meter in
                let slice = try meter.measure {
                    let middle = Offset(rawValue: log.endOffset.rawValue / 2)
                    return try log.view().read(
                        from: middle, upTo: log.endOffset, maxBytes: 1 << 20,
                        wholeFirstBatch: true)
                }
                precondition(slice != nil, "there are records")
            }
        ]
    }

    static func buffer(of bytes: [UInt8]) -> ByteBuffer {
        var buffer = ByteBuffer(capacity: bytes.count)
        unsafe buffer.append(bytes.span.bytes)
        return buffer
    }
}
