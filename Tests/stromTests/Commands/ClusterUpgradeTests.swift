import KafkaClient
import Testing

@testable import strom

struct ClusterUpgradeTests {
    private let features = [
        ClusterFeature(name: "group.version", highest: 1, finalized: 0),
        ClusterFeature(name: "metadata.version", highest: 29, finalized: 29),
        ClusterFeature(name: "newer.than.the.broker", highest: 1, finalized: 2),
    ]

    @Test func `what can be raised is raised, and nothing falls`() {
        let steps = ClusterUpgrade.steps(to: [], from: features)
        #expect(steps == [FeatureStep("group.version", from: 0, to: 1)])
    }

    @Test func `what is named is set, down too, and what no broker told of is asked for`() throws {
        let wanted = ["metadata.version=28", "group.version=0", "unknown=3"]
            .compactMap(FeatureLevel.init(argument:))
        let steps = ClusterUpgrade.steps(to: wanted, from: features)
        #expect(
            steps == [
                FeatureStep("metadata.version", from: 29, to: 28),
                FeatureStep("unknown", from: 0, to: 3),
            ])
    }

    @Test(arguments: [
        "group.version", "group.version=one", "group.version=-1", "group.version=99999",
    ])
    func `a level is a small number`(wanted: String) {
        #expect(FeatureLevel(argument: wanted) == nil)
    }
}
