import Configuration
import Testing

struct BrokerConfigurationCheckingTests {
    @Test(arguments: [
        ["process.roles": "controller"],
        ["node.id": "1", "broker.id": "2"],
        ["num.partitions": "0"],
        ["group.min.session.timeout.ms": "9", "group.max.session.timeout.ms": "8"],
        ["queued.max.request.bytes": "1000"],
        ["socket.send.buffer.bytes": "0"],
        ["log.retention.ms": "0"],
        ["log.roll.ms": "0"],
        ["default.replication.factor": "0"],
        ["listeners": "PLAINTEXT//x:1"],
        ["listeners": "PLAINTEXT://x:65536"],
        ["listeners": "PLAINTEXT://a:1,PLAINTEXT://b:2"],
        ["listeners": "PLAINTEXT://a:1,SSL://b:1"],
        ["listeners": "SSL://a:1"],
        ["listeners": "MINE://a:1"],
        ["listeners": "CONTROLLER://:9093", "controller.listener.names": "CONTROLLER"],
        ["listeners": "PLAINTEXT://:1", "inter.broker.listener.name": "OTHER"],
        ["advertised.listeners": "PLAINTEXT://0.0.0.0:1"],
        ["advertised.listeners": "PLAINTEXT://[::]:1"],
        ["advertised.listeners": "PLAINTEXT://:1"],
        ["advertised.listeners": "SSL://a:1"],
        ["listener.security.protocol.map": "PLAINTEXT:CLEAR"],
        ["max.connections.per.ip.overrides": "x"],
    ])
    func `a mistake is refused before anything is opened`(given: [String: String]) {
        #expect(throws: SettingError.self) { try BrokerConfiguration(BrokerLayers(given: given)) }
    }

    @Test func `Kafka's own server.properties is understood`() throws {
        let broker = try BrokerConfiguration(
            BrokerLayers(given: [
                "process.roles": "broker,controller", "node.id": "1",
                "controller.quorum.bootstrap.servers": "localhost:9093",
                "listeners": "PLAINTEXT://:9092,CONTROLLER://:9093",
                "inter.broker.listener.name": "PLAINTEXT",
                "advertised.listeners": "PLAINTEXT://localhost:9092,CONTROLLER://localhost:9093",
                "controller.listener.names": "CONTROLLER",
                "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            ]))
        #expect(
            broker.listeners == [
                ListenerEndpoint(name: "PLAINTEXT", security: .plaintext, host: "", port: 9092)
            ])
        #expect(broker.advertisedListeners?.map(\.host) == ["localhost"])
    }

    @Test func `without listeners only this machine can connect`() throws {
        let broker = try BrokerConfiguration(BrokerLayers())
        #expect(broker.listeners.map(\.host) == ["localhost"])
        #expect(broker.listeners.map(\.port) == [9092])
        #expect(broker.advertisedListeners == nil)
    }
}
