import KafkaProtocol
import Testing

@testable import KafkaClient

struct AbortedFilterTests {
    @Test func `what was aborted is left out, and what came after its marker is shown`() {
        let shown = offsets(
            shownOf: [
                batch(of: 7, at: 0), batch(of: 8, at: 1), batch(of: 7, at: 2),
                abort(of: 7, at: 3), batch(of: 7, at: 4),
            ], aborted: [aborted(7, from: 0)])
        #expect(shown == [1, 4])
    }

    @Test func `two transactions of one producer are told apart`() {
        let shown = offsets(
            shownOf: [
                batch(of: 7, at: 0), abort(of: 7, at: 1), batch(of: 7, at: 2),
                commit(of: 7, at: 3), batch(of: 7, at: 4), abort(of: 7, at: 5),
            ], aborted: [aborted(7, from: 4), aborted(7, from: 0)])
        #expect(shown == [2])
    }

    @Test func `what is in no transaction is shown, and a marker never`() {
        var plain = batch(of: 7, at: 0)
        plain.header.attributes.isTransactional = false
        let shown = offsets(
            shownOf: [plain, commit(of: 7, at: 1)], aborted: [aborted(7, from: 0)])
        #expect(shown == [0])
    }

    private struct Batch {
        var header: RecordBatchHeader
        var aborts = false
    }

    private func offsets(
        shownOf batches: [Batch], aborted: [AbortedFilter.Aborted]
    ) -> [Int64] {
        var filter = AbortedFilter(aborted)
        var shown: [Int64] = []
        for batch in batches where !filter.leavesOut(batch.header, endsAborted: batch.aborts) {
            shown.append(batch.header.baseOffset.rawValue)
        }
        return shown
    }

    private func aborted(_ producer: Int64, from offset: Int64) -> AbortedFilter.Aborted {
        .init(
            producerID: ProducerID(rawValue: producer), firstOffset: Offset(rawValue: offset))
    }

    private func batch(of producer: Int64, at offset: Int64) -> Batch {
        var header = RecordBatchBuilder().header
        header.producerID = ProducerID(rawValue: producer)
        header.attributes.isTransactional = true
        header.baseOffset = Offset(rawValue: offset)
        header.lastOffsetDelta = 0
        return Batch(header: header)
    }

    private func commit(of producer: Int64, at offset: Int64) -> Batch {
        var marker = batch(of: producer, at: offset)
        marker.header.attributes.isControl = true
        return marker
    }

    private func abort(of producer: Int64, at offset: Int64) -> Batch {
        var marker = commit(of: producer, at: offset)
        marker.aborts = true
        return marker
    }
}
