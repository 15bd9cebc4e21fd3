import Cluster
package import KafkaMessages
package import KafkaProtocol

/// DescribeCluster (key 60): the brokers and the cluster's identifier (KIP-700).
///
/// - v1: whether brokers or controllers are meant (KIP-919)
/// - v2: fenced brokers, where asked for (KIP-1073)
package enum DescribeCluster: Api {
    package static let key = ApiKey.describeCluster
    package static let versions: ClosedRange<Int16> = 0...2

    private static let brokers: Int8 = 1
    private static let controllers: Int8 = 2

    package static func begin(
        _ request: DescribeClusterRequest, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome {
        var response = DescribeClusterResponse()
        guard request.endpointType == brokers else {
            let isKnown = request.endpointType == controllers
            response.errorCode =
                (isKnown ? ErrorCode.mismatchedEndpointType : .unsupportedEndpointType).rawValue
            response.errorMessage =
                isKnown
                ? "The request was sent to an endpoint of type BROKER, but we wanted an endpoint "
                    + "of type CONTROLLER"
                : "Unsupported endpoint type \(request.endpointType)"
            response.endpointType = request.endpointType
            return .reply(context.reply(response))
        }
        response.clusterId = context.image.clusterID
        response.controllerId = context.controllerID
        response.brokers = listed(request, in: context)
        if request.includeClusterAuthorizedOperations {
            response.clusterAuthorizedOperations = AuthorizedOperations.onCluster
        }
        return .reply(context.reply(response))
    }

    private static func listed(
        _ request: DescribeClusterRequest, in context: RequestContext
    ) -> [DescribeClusterResponse.Brokers] {
        context.image.brokers.values
            .filter { !$0.isFenced || request.includeFencedBrokers }
            .sorted { $0.id < $1.id }
            .compactMap { broker in
                guard let address = context.address(of: broker) else { return nil }
                var entry = DescribeClusterResponse.Brokers()
                entry.brokerId = address.id
                entry.host = address.host
                entry.port = address.port
                entry.rack = address.rack
                entry.isFenced = broker.isFenced
                return entry
            }
    }
}
