import Bytes
import Cluster
import Configuration
import KafkaProtocol
import Simulation
import Syscalls
import Testing

@Suite struct ControllerTests {
    private func creation(
        _ world: BrokerWorld, _ topics: [NewTopic], validateOnly: Bool = false
    ) throws -> [String: Result<CreatedTopic, ClusterError>] {
        let decision = try world.broker.controller.createTopics(
            topics, validateOnly: validateOnly, now: world.now)
        world.settle()
        return Dictionary(uniqueKeysWithValues: decision.value.map { ($0.name, $0.result) })
    }

    private func error(_ result: Result<CreatedTopic, ClusterError>?) -> ClusterError? {
        if case .failure(let error) = result { error } else { nil }
    }

    @Test(arguments: ["", ".", "..", "a b", "a/b", "ä", String(repeating: "x", count: 250)])
    func `bad names are refused`(name: String) throws {
        let world = try BrokerWorld()
        guard case .invalidTopicName = error(try creation(world, [NewTopic(name: name)])[name])
        else {
            Issue.record("\(name) was taken")
            return
        }
    }

    @Test func `counts that cannot be are refused`() throws {
        let world = try BrokerWorld()
        func refusal(_ partitions: Int32, _ factor: Int16) throws -> ClusterError? {
            let topic = NewTopic(name: "t", partitionCount: partitions, replicationFactor: factor)
            return error(try creation(world, [topic])["t"])
        }
        for count in [0, -2] as [Int32] {
            guard case .invalidPartitions = try refusal(count, 1) else {
                Issue.record("\(count) partitions")
                continue
            }
        }
        for factor in [0, -2, 2] as [Int16] {
            guard case .invalidReplicationFactor = try refusal(1, factor) else {
                Issue.record("\(factor) replicas")
                continue
            }
        }
        guard case .policyViolation = try refusal(20_000, 1) else {
            Issue.record("20,000 partitions")
            return
        }
        #expect(world.broker.image.topics.count == 0)
    }

    @Test func `one bad topic keeps no other from being made; a name twice is made not at all`()
        throws
    {
        let world = try BrokerWorld()
        try world.create("old.name")
        let results = try creation(
            world,
            ["old.name", "new", "twin", "old_name", "twin", "__cluster_metadata"].map {
                NewTopic(name: $0)
            })
        #expect(error(results["old.name"]) == .topicExists(name: "old.name"))
        #expect(error(results["twin"]) == .invalidRequest("Duplicate topic name."))
        guard case .invalidTopicName(let sentence) = error(results["old_name"]),
            case .invalidRequest = error(results["__cluster_metadata"])
        else {
            Issue.record("\(results)")
            return
        }
        #expect(sentence == "Topic 'old_name' collides with existing topic: old.name")
        #expect(world.broker.image.topics.sortedNames == ["new", "old.name"])
    }

    @Test func `replicas may be given for each partition, then the counts must not`() throws {
        let world = try BrokerWorld()
        func refusal(
            _ assignments: [(partition: Int32, brokers: [Int32])], partitions: Int32 = -1
        ) throws -> ClusterError? {
            let topic = NewTopic(
                name: "t", partitionCount: partitions, assignments: assignments)
            return error(try creation(world, [topic])["t"])
        }
        let wrong: [[(partition: Int32, brokers: [Int32])]] = [
            [(0, [1]), (2, [1])], [(1, [1])], [(0, [1]), (0, [1])], [(0, [])], [(0, [1, 1])],
            [(0, [99])],
        ]
        for assignments in wrong {
            guard case .invalidReplicaAssignment = try refusal(assignments) else {
                Issue.record("\(assignments)")
                continue
            }
        }
        guard case .invalidRequest = try refusal([(0, [1])], partitions: 1) else {
            Issue.record("a count was given too")
            return
        }
        #expect(try refusal([(1, [1]), (0, [1])]) == nil)
        #expect(world.broker.image.topics["t"]?.partitions.map(\.replicas) == [[1], [1]])
    }

    @Test(arguments: [
        ("no.such.config", "1"), ("retention.ms", "soon"), ("segment.bytes", "-5"),
        ("cleanup.policy", "burn"), ("retention.ms", nil),
    ])
    func `a bad config is refused by its name`(name: String, value: String?) throws {
        let world = try BrokerWorld()
        let result = try creation(world, [NewTopic(name: "t", configs: [(name, value)])])["t"]
        guard case .invalidConfig(let sentence) = error(result) else {
            Issue.record("\(String(describing: result))")
            return
        }
        #expect(sentence.contains(name))
    }

    @Test func `validate only answers as if done, and changes nothing`() throws {
        let world = try BrokerWorld()
        let topic = NewTopic(name: "t", partitionCount: 3, configs: [("retention.ms", "1000")])
        let result = try creation(world, [topic], validateOnly: true)["t"]?.get()
        #expect(result?.partitionCount == 3)
        #expect(result?.overrides == ["retention.ms": "1000"])
        #expect(world.broker.image.topics["t"] == nil)
        #expect(error(try creation(world, [topic])["t"]) == nil)
    }

    @Test func `topics are deleted by name or by id; what is ambiguous deletes nothing`() throws {
        let world = try BrokerWorld()
        let one = try world.create("one")
        let two = try world.create("two")
        func errors(_ topics: [Controller.TopicReference]) throws -> [ClusterError?] {
            let decision = try world.broker.controller.deleteTopics(topics, now: world.now)
            world.settle()
            return decision.value.map(\.error)
        }
        let ambiguous: [[Controller.TopicReference]] = [
            [.init(name: "one", id: one.id)], [.init(name: nil)],
            [.init(name: "one"), .init(name: "one")],
            [.init(name: "one"), .init(name: nil, id: one.id)],
        ]
        for topics in ambiguous {
            for error in try errors(topics) {
                guard case .invalidRequest = error else {
                    Issue.record("\(topics): \(String(describing: error))")
                    continue
                }
            }
        }
        let unknown = Uuid(high: 9, low: 9)
        #expect(
            try errors([
                .init(name: "none"), .init(name: nil, id: unknown), .init(name: nil, id: two.id),
            ]) == [.unknownTopic(name: "none"), .unknownTopicID(unknown), nil])
        #expect(world.broker.image.topics.sortedNames == ["one"])
    }

    @Test func `a topic grows, and never shrinks`() throws {
        let world = try BrokerWorld()
        try world.create("t", partitions: 2)
        func error(
            _ count: Int32, _ assignments: [[Int32]]? = nil
        ) throws -> ClusterError? {
            let decision = try world.broker.controller.createPartitions(
                [.init(name: "t", count: count, assignments: assignments)], now: world.now)
            world.settle()
            return decision.value[0].error
        }
        for count in [2, 1, 0, -1] as [Int32] {
            guard case .invalidPartitions = try error(count) else {
                Issue.record("\(count)")
                continue
            }
        }
        for wrong in [[[1]], [[1], [1], [1]], [[1], [99]], [[1], [1, 1]], [[1], []]] as [[[Int32]]]
        {
            guard case .invalidReplicaAssignment = try error(4, wrong) else {
                Issue.record("\(wrong)")
                continue
            }
        }
        #expect(try error(3) == nil)
        #expect(try error(4, [[1]]) == nil)
        #expect(world.broker.image.topics["t"]?.partitions.count == 4)
        #expect(try world.replica("t", 3).status.isLeader)
    }

    private func change(
        _ world: BrokerWorld, _ resource: ConfigResource,
        _ changes: (String, ConfigChange.Operation, String?)...
    ) throws -> ClusterError? {
        let decision = try world.broker.controller.incrementalAlterConfigs(
            [ResourceChange(resource, changes.map { .init($0.0, $0.1, $0.2) })],
            now: world.now)
        world.settle()
        return decision.value[0].error
    }

    @Test func `set and delete change one key; lists grow and shrink by their items`() throws {
        let world = try BrokerWorld()
        try world.create("t", configs: [("retention.ms", "1000"), ("max.message.bytes", "2000")])
        let topic = ConfigResource.topic("t")
        #expect(try change(world, topic, ("retention.ms", .set, "1500")) == nil)
        #expect(world.broker.image.overrides(of: topic)["retention.ms"] == "1500")
        #expect(try change(world, topic, ("retention.ms", .delete, nil)) == nil)
        #expect(world.broker.image.overrides(of: topic) == ["max.message.bytes": "2000"])
        let steps: [(ConfigChange.Operation, String, String)] = [
            (.append, "compact", "delete,compact"), (.append, "compact", "delete,compact"),
            (.subtract, "delete", "compact"), (.subtract, "delete", "compact"),
        ]
        for (operation, item, result) in steps {
            #expect(try change(world, topic, ("cleanup.policy", operation, item)) == nil)
            #expect(world.broker.image.overrides(of: topic)["cleanup.policy"] == result)
        }
        guard case .invalidConfig = try change(world, topic, ("retention.ms", .append, "1")) else {
            Issue.record("a number was appended to")
            return
        }
    }

    @Test func `one bad key of a resource changes none of its keys`() throws {
        let world = try BrokerWorld()
        try world.create("t", configs: [("retention.ms", "1000")])
        let topic = ConfigResource.topic("t")
        guard
            case .invalidConfig = try change(
                world, topic, ("retention.ms", .set, "2000"), ("segment.bytes", .set, "few")),
            case .invalidRequest = try change(
                world, topic, ("retention.ms", .set, "1"), ("retention.ms", .delete, nil)),
            case .invalidRequest = try change(world, topic, ("cleanup.policy", .set, nil)),
            case .unknownTopic = try change(world, .topic("none"), ("retention.ms", .set, "1"))
        else {
            Issue.record("something was taken")
            return
        }
        #expect(world.broker.image.overrides(of: topic) == ["retention.ms": "1000"])
    }

    @Test func `brokers take what may change while they run, and what they do not know`() throws {
        let world = try BrokerWorld()
        for resource in [ConfigResource.allBrokers, .broker(1)] {
            for key in ["num.partitions", "auto.create.topics.enable", "ssl.keystore.location"] {
                guard
                    case .invalidRequest(let sentence) = try change(
                        world, resource, (key, .set, "3"))
                else {
                    Issue.record("\(key) of \(resource)")
                    continue
                }
                #expect(sentence.contains(key))
            }
        }
        #expect(try change(world, .allBrokers, ("plugin.key", .set, "1")) == nil)
        #expect(try change(world, .allBrokers, ("plugin.key", .delete, nil)) == nil)
        #expect(
            try change(world, .broker(2), ("log.cleaner.backoff.ms", .set, "1"))
                == .brokerNotRegistered(2))
    }

    @Test func `alter configs replaces the whole set`() throws {
        let world = try BrokerWorld()
        try world.create("t", configs: [("retention.ms", "1000"), ("max.message.bytes", "2000")])
        let decision = try world.broker.controller.alterConfigs(
            [ResourceChange(.topic("t"), [(name: "max.message.bytes", value: "3000")])],
            now: world.now)
        world.settle()
        #expect(decision.value[0].error == nil)
        #expect(world.broker.image.overrides(of: .topic("t")) == ["max.message.bytes": "3000"])
    }

    @Test
    func `a metadata log that cannot be written changes nothing, and works again when it can`()
        throws
    {
        let world = try BrokerWorld()
        world.disk.refuse(Refusal(of: [.write], with: .noSpace, suffix: ".log"))
        #expect(throws: ClusterError.self) { try creation(world, [NewTopic(name: "t")]) }
        #expect(world.broker.image.topics["t"] == nil)
        world.disk.heal()
        #expect(error(try creation(world, [NewTopic(name: "t")])["t"]) == nil)
        #expect(world.broker.image.topics["t"] != nil)
    }
}
