import Cluster
package import KafkaMessages
package import KafkaProtocol
import LogEngine
import Syscalls

/// DescribeTransactions (key 65): how transactional ids stand (T-19, KIP-664).
package enum DescribeTransactions: Api {
    package static let key = ApiKey.describeTransactions
    package static let versions: ClosedRange<Int16> = 0...0

    typealias Row = DescribeTransactionsResponse.TransactionStates

    package static func begin(
        _ request: DescribeTransactionsRequest, frame: inout MutableRawSpan,
        in context: RequestContext
    ) -> Outcome {
        guard context.hasRoom(for: request.transactionalIds.count, each: 200) else { return .close }
        var response = DescribeTransactionsResponse()
        response.transactionStates = mentionedOnce(request.transactionalIds).map { id in
            do throws(TransactionError) {
                return row(id, try context.transactions(of: id).describe(id))
            } catch {
                var row = Row()
                row.transactionalId = id
                row.errorCode = error.code.rawValue
                return row
            }
        }
        return .reply(context.reply(response))
    }

    private static func row(_ id: String, _ transaction: Transaction) -> Row {
        var row = Row()
        row.transactionalId = id
        row.transactionState = transaction.state.name
        row.transactionTimeoutMs = transaction.timeoutMs
        row.transactionStartTimeMs = transaction.startTime?.rawValue ?? -1
        row.producerId = transaction.producerID.rawValue
        row.producerEpoch = transaction.epoch.rawValue
        for partition in transaction.partitions.sorted() {
            if row.topics.last?.topic != partition.topic {
                row.topics.append(.init())
                row.topics[row.topics.count - 1].topic = partition.topic
            }
            row.topics[row.topics.count - 1].partitions.append(partition.partition.rawValue)
        }
        return row
    }
}
