import Bytes
import Cluster
import Configuration
import KafkaMessages
import KafkaProtocol
import LogEngine
import Syscalls

/// A batch that a client sends, on its way from the frame into the log.
enum ProducedBatch {
    /// Checks the batch by the rules of its topic, and appends it; the caller has it settled.
    ///
    /// It is appended from the frame in which it lies, unless its topic wants another codec.
    static func append(
        _ records: Records, in frame: inout MutableRawSpan, to replica: Replica, acks: Int16,
        on terms: Produce.BatchTerms, _ context: RequestContext
    ) throws(ProduceRefusal) -> AppendedBatch {
        guard case .inFrame(let range) = records else {
            throw ProduceRefusal(RecordBatchError.missing)
        }
        var rules = BatchRules(replica.configuration, version: context.version)
        let memory = context.loop.memory
        rules.expansionLimit = memory.largestExpansion
        var rewritten = ByteBuffer()
        let header: RecordBatchHeader
        do throws(RecordBatchError) {
            header = try RecordBatch.admit(
                &frame, at: range, by: rules, now: context.loop.wallTime.rawValue,
                taking: { memory.expand(to: $0) }, rewriteInto: &rewritten)
        } catch {
            throw ProduceRefusal(error)
        }
        var transaction: TransactionalAppend?
        if case .inTransaction(let append) = terms { transaction = append }
        do throws(ReplicaError) {
            guard rewritten.isEmpty else {
                var bytes = rewritten.mutableBytes
                return try replica.appendUnsynced(
                    &bytes, batchAt: 0..<header.byteCount, header: header, requiredAcks: acks,
                    now: context.loop.wallTime, transaction: transaction, mayHold: true)
            }
            return try replica.appendUnsynced(
                &frame, batchAt: range.lowerBound..<range.lowerBound + header.byteCount,
                header: header, requiredAcks: acks, now: context.loop.wallTime,
                transaction: transaction, mayHold: true)
        } catch {
            throw ProduceRefusal(error)
        }
    }
}

extension BatchRules {
    /// What a topic asks of the batches that come in a request of this version.
    fileprivate init(_ topic: TopicConfiguration, version: Int16) {
        self.init()
        largestBatch = topic.maxMessageBytes
        allowsZstd = version >= 7
        requiresKeys = topic.cleanupPolicy.contains(.compact)
        timestampType = topic.messageTimestampType == .createTime ? .createTime : .logAppendTime
        timestampBeforeMaxMs = topic.messageTimestampBeforeMaxMs
        timestampAfterMaxMs = topic.messageTimestampAfterMaxMs
        compression = Compression(topic)
    }
}

extension Compression {
    /// How a topic wants its batches; nil for as they come.
    fileprivate init?(_ topic: TopicConfiguration) {
        switch topic.compressionType {
        case .producer: return nil
        case .uncompressed: self.init(.none)
        case .gzip: self.init(.gzip, level: topic.compressionGzipLevel)
        case .snappy: self.init(.snappy)
        case .lz4: self.init(.lz4, level: topic.compressionLZ4Level)
        case .zstd: self.init(.zstd, level: topic.compressionZstdLevel)
        }
    }
}
