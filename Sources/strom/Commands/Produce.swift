internal import ArgumentParser
import KafkaClient
import KafkaProtocol
import Syscalls
import Telemetry

/// `strom produce`: lines become records.
struct Produce: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Send lines as records.",
        discussion: """
            Each line of standard input, or of a file, is a record. A record with a key
            goes where Java's producer would send it, so that records of one key stay in
            order; others go round over the partitions. The topic is made if there is
            none and the broker allows it.

            EXAMPLES
              echo hello | strom produce greetings
              strom produce orders --key-separator : --codec zstd < orders.txt
              strom produce orders --file orders.txt --header source=import --acks 1
            """)

    @Argument(help: "The topic.")
    var topic: String

    @Option(
        name: [.customShort("K"), .long],
        help: ArgumentHelp(
            "What stands between key and value in a line; a line without it has no key.",
            valueName: "text"))
    var keySeparator: String?

    @Option(
        name: [.customShort("H"), .long],
        help: ArgumentHelp("A header of every record; can be repeated.", valueName: "name=value"))
    var header: [KeyValue] = []

    @Option(name: [.short, .long], help: "Send all records to this partition.")
    var partition: Int32?

    @Option(
        name: [.customShort("z"), .long], help: "The codec of the batches.")
    var codec = CodecName.none

    @Option(help: "When a record counts as sent: all, 1 or 0.")
    var acks = Acknowledgement.all

    @Option(
        name: [.short, .long], help: "Read this file, not standard input.", completion: .file())
    var file: String?

    @Option(
        help: ArgumentHelp("Bytes of a batch before it is sent.", valueName: "bytes"))
    var batchBytes = 262_144

    @Flag(help: "An empty value is null: it deletes the key from a compacted topic.")
    var emptyIsNull = false

    @OptionGroup var options: ClientOptions

    func run() throws {
        let producer = try RecordProducer(
            try options.client(), topic: topic, compression: Compression(codec.codec),
            acknowledged: acks, batchBytes: batchBytes)
        let headers = header.map { (name: $0.key, value: Array($0.value.utf8) as [UInt8]?) }
        let separator = keySeparator.map { Array($0.utf8) }
        var lines = try LineReader(file)
        while let line = try lines.next() {
            let (key, value) = split(line, at: separator)
            try producer.send(
                key: key, value: value.isEmpty && emptyIsNull ? nil : value, headers: headers,
                partition: partition, timestamp: .now())
        }
        try producer.flush()
        if options.json { try report(producer) }
    }

    /// The key and the value of a line; no key where the separator does not occur.
    private func split(_ line: [UInt8], at separator: [UInt8]?) -> ([UInt8]?, [UInt8]) {
        guard let separator, !separator.isEmpty, line.count >= separator.count else {
            return (nil, line)
        }
        for start in 0...line.count - separator.count
        where line[start..<start + separator.count].elementsEqual(separator) {
            return (Array(line[..<start]), Array(line[(start + separator.count)...]))
        }
        return (nil, line)
    }

    private func report(_ producer: RecordProducer) throws {
        let partitions = producer.written.sorted { $0.key < $1.key }.map { index, part in
            JSON.object([
                ("partition", JSON(index)), ("records", JSON(part.count)),
                ("first", part.first.map { JSON($0.rawValue) } ?? .null),
            ])
        }
        try Output.print(
            .object([("topic", .string(topic)), ("partitions", .array(partitions))]))
    }
}

/// A codec by its name, as the command line takes it.
enum CodecName: String, ExpressibleByArgument, CaseIterable {
    case none, gzip, snappy, lz4, zstd

    /// The codec of this name.
    var codec: Codec {
        switch self {
        case .none: .none
        case .gzip: .gzip
        case .snappy: .snappy
        case .lz4: .lz4
        case .zstd: .zstd
        }
    }
}

extension Acknowledgement: ExpressibleByArgument {
    /// `all`, or the number that the protocol has.
    public init?(argument: String) {
        switch argument {
        case "all", "-1": self = .all
        case "1": self = .leader
        case "0": self = .none
        default: return nil
        }
    }

    /// The word that help shows.
    public var defaultValueDescription: String {
        switch self {
        case .all: "all"
        case .leader: "1"
        case .none: "0"
        }
    }
}
