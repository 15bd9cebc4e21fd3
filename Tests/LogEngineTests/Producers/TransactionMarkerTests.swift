import Bytes
import KafkaProtocol
import Testing

@testable import LogEngine

@Suite struct TransactionMarkerTests {
    private static func marker(
        of batch: consuming RecordBatchBuilder
    ) -> TransactionMarker? {
        let bytes = batch.finish()
        return TransactionMarker(of: bytes.bytes)
    }

    @Test(arguments: [true, false])
    func `A marker tells how the transaction ended, and who wrote it`(commits: Bool) {
        let batch = RecordBatchBuilder.endOfTransaction(
            commits: commits, producerID: ProducerID(rawValue: 7),
            producerEpoch: ProducerEpoch(rawValue: 1), coordinatorEpoch: 0x1234_5678, timestamp: 9)
        #expect(
            Self.marker(of: batch)
                == TransactionMarker(isCommit: commits, coordinatorEpoch: 0x1234_5678))
    }

    @Test func `Other control records are none`() {
        #expect(Self.marker(of: .control(.leaderChange, value: [0, 0], timestamp: 9)) == nil)
    }
}
