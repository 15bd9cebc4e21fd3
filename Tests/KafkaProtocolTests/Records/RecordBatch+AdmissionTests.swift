import Bytes
import KafkaProtocol
import Testing

@Suite struct RecordBatchAdmissionTests {
    @Test(arguments: BatchFixture.all)
    func `a batch is answered as Kafka answers it, with the records that are to blame`(
        fixture: BatchFixture
    ) {
        #expect(Self.answer(to: fixture) == fixture.answer)
    }

    @Test(
        arguments: BatchFixture.all.filter { $0.answer == "NONE" && !$0.name.hasPrefix("mended") })
    func `what is right is kept as it came, to the byte`(fixture: BatchFixture) throws {
        let (bytes, rewritten, header) = try Self.admit(fixture.bytes, by: fixture.rules)
        #expect(bytes == fixture.bytes)
        #expect(rewritten.isEmpty)
        #expect(header == (unsafe RecordBatchHeader(bytes.span.bytes)))
    }

    @Test(arguments: BatchFixture.named("mended"))
    func `the largest timestamp and the mark of the append time are mended`(
        fixture: BatchFixture
    ) throws {
        let (bytes, _, header) = try Self.admit(fixture.bytes, by: fixture.rules)
        #expect(bytes != fixture.bytes)
        let records = try PlainRecord.all(in: bytes)
        #expect(header.maxTimestamp == records.map(\.timestamp).max())
        #expect(!header.attributes.usesLogAppendTime)
        #expect(header == (unsafe RecordBatchHeader(bytes.span.bytes)))
    }

    @Test(arguments: Codec.allCases, BatchFixture.named("contents"))
    func `another codec is written where the topic wants one, and all else is kept`(
        wanted: Codec, fixture: BatchFixture
    ) throws {
        var rules = fixture.rules
        rules.compression = Compression(wanted)
        let (bytes, rewritten, header) = try Self.admit(fixture.bytes, by: rules)
        let sent = try #require(unsafe RecordBatchHeader(fixture.bytes.span.bytes))
        #expect(bytes == fixture.bytes)
        #expect(rewritten.isEmpty == (sent.compression == wanted))
        #expect(header.compression == wanted)
        #expect(header.producerID == sent.producerID && header.baseSequence == sent.baseSequence)
        let stored = rewritten.isEmpty ? bytes : rewritten
        #expect(header == (unsafe RecordBatchHeader(stored.span.bytes)))
        #expect(try PlainRecord.all(in: stored) == PlainRecord.all(in: fixture.bytes))
    }

    @Test func `a batch inside a larger frame is the one that is mended`() throws {
        let fixture = try #require(BatchFixture.named("mended: the mark").first)
        var frame = [UInt8](repeating: 7, count: 33) + fixture.bytes + [9, 9, 9]
        let range = 33..<33 + fixture.bytes.count
        var rewritten = ByteBuffer()
        var elements = frame.mutableSpan
        var span = unsafe elements.mutableBytes
        _ = try RecordBatch.admit(
            &span, at: range, by: fixture.rules, now: BatchFixture.now, rewriteInto: &rewritten)
        #expect(frame.prefix(33) == [UInt8](repeating: 7, count: 33)[...])
        #expect(frame.suffix(3) == [9, 9, 9])
        #expect(try PlainRecord.all(in: Array(frame[range])).count == 1)
    }

    @Test func `of many bad records the first thousand are named`() throws {
        var builder = RecordBatchBuilder()
        for _ in 0..<5000 { builder.append(timestamp: 1, key: nil as [UInt8]?, value: []) }
        var rules = BatchRules()
        rules.requiresKeys = true
        let bytes = Array(builder.finish())
        let error = #expect(throws: RecordBatchError.self) { try Self.admit(bytes, by: rules) }
        guard case .records(let problems)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problems.map(\.index) == Array(0..<1000))
    }

    /// The name of the error code, and the indexes of the records that are to blame.
    private static func answer(to fixture: BatchFixture) -> String {
        do throws(RecordBatchError) {
            _ = try admit(fixture.bytes, by: fixture.rules)
            return "NONE"
        } catch {
            guard !error.problems.isEmpty else { return error.code.description }
            let indexes = error.problems.map { "\($0.index)" }.joined(separator: ",")
            return "\(error.code) \(indexes)"
        }
    }

    private static func admit(
        _ bytes: [UInt8], by rules: BatchRules
    ) throws(RecordBatchError) -> (bytes: [UInt8], rewritten: [UInt8], header: RecordBatchHeader) {
        var bytes = bytes
        var rewritten = ByteBuffer()
        var elements = bytes.mutableSpan
        var span = unsafe elements.mutableBytes
        let header = try RecordBatch.admit(
            &span, at: 0..<span.byteCount, by: rules, now: BatchFixture.now,
            rewriteInto: &rewritten)
        return (bytes, Array(rewritten), header)
    }
}
