import Cluster
import KafkaMessages
import KafkaProtocol
import Testing

@testable import KafkaGateway

@Suite struct DescribeClusterTests {
    @Test(arguments: DescribeCluster.versions)
    func `the brokers and the cluster's id are told`(version: Int16) throws {
        let world = try ApiWorld()
        let response = try world.ask(DescribeCluster.self, version: version) {
            $0.includeClusterAuthorizedOperations = true
        }
        #expect(response.clusterId == world.broker.clusterID)
        #expect(response.brokers.map(\.brokerId) == [1])
        #expect(response.brokers.map(\.host) == ["localhost"])
        #expect(response.controllerId == 1)
        #expect(response.clusterAuthorizedOperations == 0x1FA0)
    }

    @Test func `controllers are not here, and other kinds of endpoints are nowhere`() throws {
        let world = try ApiWorld()
        for (type, code) in [(Int8(2), Int16(114)), (3, 115)] {
            let response = try world.ask(DescribeCluster.self, version: 1) {
                $0.endpointType = type
            }
            #expect(response.errorCode == code)
        }
    }
}
