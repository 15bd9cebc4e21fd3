internal import ArgumentParser
import KafkaClient
import KafkaMessages
import KafkaProtocol
import Syscalls
import Telemetry

/// `strom consume`: records become lines.
struct Consume: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print records.",
        discussion: """
            Without flags: the values of all records that are there now, one a line,
            partition by partition. With --follow it goes on with what comes, until it
            is interrupted.

            PLACES (--from, --to)
              beginning, end             of each partition
              1234                       an offset
              -10                        so many before the end
              2026-11-25T08:00:00Z       the first record of that time or later
              @1764031630123             the same in milliseconds since 1970

            TOKENS (--format)
              %t topic  %p partition  %o offset  %T timestamp  %h headers
              %k key    %K its bytes  %s value   %S its bytes  %% a percent sign
              \\n a line's end   \\t a tab

            EXAMPLES
              strom consume greetings
              strom consume orders --from -10 --follow
              strom consume orders --partition 0 --from 100 --count 5 --json
              strom consume orders --format '%k: %s\\n' --from 2026-11-25T08:00:00Z
              strom consume orders --isolation-level read_committed
            """)

    @Argument(help: "The topic.")
    var topic: String

    @Option(parsing: .unconditional, help: "Where to begin.")
    var from = Place.beginning

    @Option(parsing: .unconditional, help: "Where to stop: before this place.")
    var to: Place?

    @Option(name: [.customShort("c"), .long], help: "Stop after so many records.")
    var count: Int?

    @Flag(name: [.customShort("f"), .long], help: "Go on with what comes.")
    var follow = false

    @Option(
        name: [.short, .long],
        help: "Only this partition; can be repeated.")
    var partition: [Int32] = []

    @Option(
        help: ArgumentHelp(
            "Which records: read_uncommitted, or read_committed for those of no transaction or of one that was committed.",
            valueName: "level"))
    var isolationLevel = IsolationLevel.readUncommitted

    @Option(help: ArgumentHelp("How each record is printed.", valueName: "text"))
    var format: String?

    @OptionGroup var options: ClientOptions

    func validate() throws {
        if follow, to != nil { throw ValidationError("--follow and --to exclude each other.") }
        if let count, count < 0 { throw ValidationError("--count cannot be negative.") }
        if let format, RecordFormat(format) == nil {
            throw ValidationError("--format has a token that there is not; see --help.")
        }
    }

    func run() throws {
        let client = try options.client()
        let known = try client.topic(topic).partitions.map(\.partitionIndex).sorted()
        for wanted in partition where !known.contains(wanted) {
            throw Failure(
                "\(topic) has no partition \(wanted)",
                advice: "It has the partitions 0 to \(known.count - 1).")
        }
        var run = ConsumeRun(
            client: client, topic: topic, format: RecordFormat(format ?? "%s\\n"),
            printsJSON: options.json, isolation: isolationLevel, left: count ?? .max)
        for index in partition.isEmpty ? known : partition {
            let place = try from.offset(in: topic, index, isolationLevel, by: client)
            let last = try Place.end.offset(in: topic, index, isolationLevel, by: client)
            let stop = try to?.offset(in: topic, index, isolationLevel, by: client)
            run.places.append(
                .init(
                    partition: index, next: place,
                    end: follow ? nil : Place.end(from: place, to: stop, last: last)))
        }
        follow ? try run.follow() : try run.read()
    }
}

/// What is left to be printed of each partition.
private struct ConsumeRun {
    struct PartitionPlace {
        let partition: Int32
        var next: Offset
        /// Nil to go on for ever.
        let end: Offset?
    }

    let client: KafkaClient
    let topic: String
    let format: RecordFormat?
    let printsJSON: Bool
    let isolation: IsolationLevel
    /// Records that may still be printed.
    var left: Int
    var places: [PartitionPlace] = []
    private var output = ByteOutput()

    /// How long a fetch waits for what comes.
    private static let patienceMs: Int32 = 500

    init(
        client: KafkaClient, topic: String, format: RecordFormat?, printsJSON: Bool,
        isolation: IsolationLevel, left: Int
    ) {
        self.client = client
        self.topic = topic
        self.format = format
        self.printsJSON = printsJSON
        self.isolation = isolation
        self.left = left
    }

    /// Prints each partition up to its end.
    mutating func read() throws {
        for index in places.indices {
            while left > 0, let end = places[index].end, places[index].next < end {
                try fetch(index, waitMs: Self.patienceMs)
            }
        }
        try output.flush()
    }

    /// Prints what is there and what comes.
    mutating func follow() throws {
        while left > 0 {
            for index in places.indices where left > 0 {
                // One partition waits at the broker; many are asked in turn without waiting long.
                try fetch(index, waitMs: max(1, Self.patienceMs / Int32(places.count)))
            }
            try output.flush()
        }
    }

    private mutating func fetch(_ index: Int, waitMs: Int32) throws {
        let place = places[index]
        let fetched = try client.fetch(
            topic: topic, partition: place.partition, from: place.next, maxWaitMs: waitMs,
            isolation: isolation)
        var lines: [[UInt8]] = []
        var room = left
        var isBeyond = false
        let next = try fetched.forEachRecord { offset, timestamp, record in
            guard offset < place.end ?? Offset(rawValue: .max) else {
                isBeyond = true
                return false
            }
            guard room > 0 else { return false }
            room -= 1
            lines.append(
                printed(
                    PrintedRecord(
                        topic: topic, partition: place.partition, offset: offset,
                        timestamp: timestamp, record: record)))
            return room > 0
        }
        left = room
        places[index].next = isBeyond ? place.end ?? next : next
        for line in lines { try output.add(line) }
    }

    private func printed(_ record: PrintedRecord) -> [UInt8] {
        guard printsJSON else { return format?.bytes(of: record) ?? [] }
        return Array((record.json.text + "\n").utf8)
    }
}

extension IsolationLevel: ExpressibleByArgument {
    /// The names of Kafka's own setting `isolation.level`.
    package init?(argument: String) {
        switch argument {
        case "read_uncommitted": self = .readUncommitted
        case "read_committed": self = .readCommitted
        default: return nil
        }
    }

    package static var allValueStrings: [String] { ["read_uncommitted", "read_committed"] }

    package var defaultValueDescription: String { Self.allValueStrings[Int(rawValue)] }
}

/// A place in a partition, as one writes it.
enum Place: ExpressibleByArgument, Equatable {
    case beginning
    case end
    case offset(Int64)
    case beforeEnd(Int64)
    case time(Int64)

    init?(argument: String) {
        if argument == "beginning" {
            self = .beginning
        } else if argument == "end" {
            self = .end
        } else if argument.hasPrefix("@"), let time = Int64(argument.dropFirst()), time >= 0 {
            self = .time(time)
        } else if let number = Int64(argument) {
            self = number < 0 ? .beforeEnd(number == .min ? .max : -number) : .offset(number)
        } else if let time = Timestamp(iso8601: argument) {
            self = .time(time.rawValue)
        } else {
            return nil
        }
    }

    /// Where one stops who begins at `place` and wants to stop before `stop`: no later than before
    /// `last`, the end of what is there now.
    ///
    /// Who begins behind the end goes on to where he wants to stop: the broker says that nothing is
    /// there.
    static func end(from place: Offset, to stop: Offset?, last: Offset) -> Offset {
        guard let stop else { return last }
        return place > last ? stop : min(stop, last)
    }

    /// The offset in a partition.
    func offset(
        in topic: String, _ partition: Int32, _ isolation: IsolationLevel, by client: KafkaClient
    ) throws(ClientError) -> Offset {
        func ask(_ query: OffsetQuery) throws(ClientError) -> Offset {
            try client.offset(query, topic: topic, partition: partition, isolation: isolation)
        }
        switch self {
        case .beginning: return try ask(.beginning)
        case .end: return try ask(.end)
        case .offset(let number): return Offset(rawValue: number)
        case .time(let time): return try ask(.atOrAfter(time))
        case .beforeEnd(let count):
            let end = try ask(.end)
            return max(try ask(.beginning), Offset(rawValue: end.rawValue - count))
        }
    }
}
