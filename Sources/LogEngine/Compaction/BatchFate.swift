internal import Configuration
import KafkaProtocol
import Syscalls

/// Decides batch by batch, in the order of the log, what compaction leaves of it.
struct BatchFate {
    private let survey: HeaderSurvey
    private let now: Int64
    private let horizon: Int64
    private let mappedEnd: Offset
    /// Producers of whose present transaction there are batches left.
    private var writing: Set<ProducerID> = []
    /// The markers of whose transactions there were batches left.
    private var unspentMarkers: Set<Offset> = []

    init(_ work: CompactionWork, _ survey: HeaderSurvey, mappedEnd: Offset) {
        self.survey = survey
        self.mappedEnd = mappedEnd
        now = work.now.rawValue
        horizon = work.horizon
    }

    /// What becomes of a batch's records.
    struct Records {
        /// None is kept.
        let allGo: Bool
        /// Those without value go too: their time is over.
        let tombstonesGo: Bool
        /// The horizon that the batch gets if it needs one.
        let horizon: Int64?
    }

    /// Judges the next batch.
    ///
    /// A marker goes when no batch of its transaction is left, and its horizon is over. A tombstone
    /// is given its horizon only in a round that has removed everything older of its key.
    mutating func judge(_ header: RecordBatchHeader) -> Records {
        let isOver = header.attributes.hasDeleteHorizon && header.baseTimestamp <= now
        let mayGetHorizon = !header.attributes.hasDeleteHorizon && header.lastOffset < mappedEnd
        guard header.isControl else {
            if header.isTransactional { writing.insert(header.producerID) }
            return Records(
                allGo: survey.aborted.contains(header), tombstonesGo: isOver,
                horizon: mayGetHorizon ? horizon : nil)
        }
        let isSpent = header.hasProducerID && writing.remove(header.producerID) == nil
        if !isSpent { unspentMarkers.insert(header.lastOffset) }
        return Records(
            allGo: isSpent && isOver, tombstonesGo: false,
            horizon: isSpent && mayGetHorizon ? horizon : nil)
    }

    /// What stays of an index of aborted transactions: a row goes no later than its marker, since
    /// readers leave out all of a producer from the row's offset to the marker.
    mutating func takeRows(
        from rows: [AbortedTransaction]
    ) -> GrowingList<AbortedTransaction> {
        defer { unspentMarkers = [] }
        return GrowingList(rows.filter { unspentMarkers.contains($0.lastOffset) })
    }

    /// Whether the batch stays though it has no records any more.
    func staysEmpty(_ header: RecordBatchHeader) -> Bool {
        survey.lastOfProducers.isHeld(by: header)
    }
}
