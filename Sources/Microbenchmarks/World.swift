import Bytes
import Cluster
import Configuration
import EventLoop
import KafkaGateway
import KafkaProtocol
import LogEngine
import Syscalls
import Telemetry

/// A broker without threads or sockets: requests go straight into the table of the APIs.
final class World {
    let broker: LocalBroker
    let context: LoopContext
    private let mailbox: Mailbox<LoopLetter>
    private let connection: ConnectionInfo

    init(in directory: String) throws {
        var configuration = BrokerConfiguration()
        configuration.dataDirectories = [directory]
        let disk = PosixDisk(root: directory)
        broker = try LocalBroker.start(
            Premises(
                disk: disk, clusterID: "4L6g3nShT-eMCtK--X86sw",
                directoryID: Uuid(high: 7, low: 7), wasStoppedClean: false,
                endpoints: [
                    Endpoint(name: "PLAINTEXT", host: "", port: 9092, securityProtocol: 0)
                ]),
            configuration: configuration, random: SystemRandomNumberGenerator(), now: .now(),
            threads: false)
        mailbox = try Mailbox()
        context = LoopContext(
            broker: broker,
            sessions: FetchSessions(
                configuration, memory: broker.memory, random: SystemRandomNumberGenerator()),
            quotas: QuotaLedger(configuration), levels: Logs().levels, mailbox: mailbox,
            image: broker.enlist(mailbox))
        let address = SocketAddress(ip: .loopback4, port: 9092)
        connection = ConnectionInfo(
            listener: "PLAINTEXT", localAddress: address, peerAddress: address)
    }

    /// Makes a topic, and has this loop know it.
    func create(_ name: String, partitions: Int32, durability: String) throws {
        _ = try broker.controller.createTopics(
            [
                NewTopic(
                    name: name, partitionCount: partitions,
                    configs: [("strom.durability", durability)])
            ], now: .now())
        settle()
    }

    /// Makes the topic of the groups, which are coordinated here then.
    func createCoordinators() throws {
        _ = try broker.createAutomatically(TopicName.consumerOffsets, now: .now())
        settle()
    }

    /// How many records were written to the first partition of a topic.
    func end(of topic: String) -> Int64 {
        guard let id = context.image.topics[topic]?.id,
            let replica = broker.replica(of: id, 0)
        else { preconditionFailure("no such topic") }
        return replica.status.endOffset.rawValue
    }

    /// Serves a request to its answer, in a turn of its own.
    func answer(_ frame: inout ByteBuffer) -> Reply {
        var bytes = frame.mutableBytes
        switch ApiTable.answered.begin(&bytes, in: context, on: connection) {
        case .reply(let reply):
            _ = context.settle()
            return reply
        case .wait(var waiting):
            settle()
            guard let reply = waiting.finish(in: context) else {
                preconditionFailure("all is synced, and the request waits on")
            }
            return reply
        case .silence, .silenceAndPause, .close, .later: preconditionFailure("no answer")
        }
    }

    /// Syncs all that is dirty, and reads what came of it.
    private func settle() {
        _ = context.settle()
        while broker.syncs.runRound() {}
        for letter in mailbox.drain() {
            if case .image(let image) = letter { _ = context.take(image) }
        }
    }
}
