import Bytes
import KafkaMessages
import Testing

@Suite struct RecordsTests {
    @Test(arguments: [3, 8, 9, 13] as [Int16])
    func `records are found where they lie in the frame`(version: Int16) throws {
        let request = request(with: .bytes([7, 8, 9]))
        let bytes = [1, 2, 3, 4] + request.encoded(version: version)
        var reader = ByteReader(unsafe bytes.span.bytes)
        reader.skip(4)
        let decoded = try ProduceRequest(from: &reader, version: version)
        guard case .inFrame(let range) = decoded.topicData[0].partitionData[0].records else {
            Issue.record("not in the frame")
            return
        }
        #expect(Array(bytes[range]) == [7, 8, 9])
    }

    @Test(arguments: [3, 9] as [Int16])
    func `spliced records leave their length and a splice`(version: Int16) {
        let whole = request(with: .bytes([7, 8, 9])).encoded(version: version)
        let spliced = request(with: .spliced(byteCount: 3))
        var writer = ByteWriter()
        spliced.encode(to: &writer, version: version)
        let splices = writer.splices
        #expect(splices.map(\.byteCount) == [3])
        #expect(whole[splices[0].position...].prefix(3) == [7, 8, 9])
        #expect(writer.count == whole.count - 3)
        #expect(writer.totalCount == whole.count)
    }

    @Test(arguments: [3, 9] as [Int16])
    func `null comes back as null, and nothing as nothing`(version: Int16) throws {
        for records in [Records.null, .empty] {
            let bytes = request(with: records).encoded(version: version)
            let decoded = try ProduceRequest.decoded(bytes, version: version)
            let found = decoded.topicData[0].partitionData[0].records
            #expect((found == .null) == (records == .null))
            #expect(found.byteCount == 0)
        }
    }

    private func request(with records: Records) -> ProduceRequest {
        var partition = ProduceRequest.TopicData.PartitionData()
        partition.records = records
        var topic = ProduceRequest.TopicData()
        topic.name = "t"
        topic.partitionData = [partition]
        var request = ProduceRequest()
        request.topicData = [topic]
        return request
    }
}
