internal import ArgumentParser
import KafkaClient
import KafkaProtocol
import Telemetry

/// `strom group describe`.
struct GroupDescribe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Show a group's state, its members, and how far it is in each partition.",
        discussion: """
            The lag is counted in records, and in seconds from the record that the group
            reads next to the newest one.

            EXAMPLES
              strom group describe billing
              strom group describe billing audit --json
            """)

    @Argument(help: "Names of the groups.")
    var names: [String]

    @OptionGroup var options: ClientOptions

    func run() throws {
        let client = try options.client()
        var reports: [GroupReport] = []
        for name in names { reports.append(try GroupReport(of: name, by: client)) }
        guard !options.json else { return try Output.print(.array(reports.map(\.json))) }
        let blocks = reports.map { $0.lines.joined(separator: "\n") }
        try Output.print([blocks.joined(separator: "\n\n")])
    }
}

/// What one is told of a group.
struct GroupReport {
    let group: GroupDescription
    let partitions: [PartitionLag]

    init(group: GroupDescription, partitions: [PartitionLag]) {
        self.group = group
        self.partitions = partitions
    }

    init(of name: String, by client: KafkaClient) throws(ClientError) {
        group = try client.describeGroup(name)
        var committed: [Place: CommittedOffset] = [:]
        var places: Set<Place> = []
        for offset in try client.committedOffsets(of: name) {
            let place = Place(topic: offset.topic, partition: offset.partition)
            committed[place] = offset
            places.insert(place)
        }
        for (place, _) in Self.owners(group) { places.insert(place) }
        var partitions: [PartitionLag] = []
        for place in places.sorted(by: <) {
            partitions.append(
                try client.lag(
                    of: committed[place], topic: place.topic, partition: place.partition))
        }
        self.partitions = partitions
    }

    private struct Place: Hashable {
        let topic: String
        let partition: Int32

        static func < (left: Place, right: Place) -> Bool {
            (left.topic, left.partition) < (right.topic, right.partition)
        }
    }

    /// Who has which partition.
    private static func owners(_ group: GroupDescription) -> [Place: String] {
        var owners: [Place: String] = [:]
        for member in group.members {
            for topic in member.assignment {
                for partition in topic.partitions {
                    owners[Place(topic: topic.topic, partition: partition)] = member.id
                }
            }
        }
        return owners
    }

    /// Records over all partitions; nil where the group has committed nothing.
    private var records: Int64? {
        let known = partitions.compactMap(\.records)
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    /// That of the partition that is furthest behind.
    private var milliseconds: Int64? { partitions.compactMap(\.milliseconds).max() }

    var lines: [String] {
        var lines = [
            "group        \(group.id)", "type         \(group.type)",
            "state        \(group.state)",
        ]
        if !group.assignor.isEmpty { lines.append("assignor     \(group.assignor)") }
        if let epoch = group.epoch { lines.append("epoch        \(epoch)") }
        lines.append("coordinator  \(group.coordinator)")
        if let records {
            let seconds = milliseconds.map { ", \(PartitionLag.seconds($0)) seconds" } ?? ""
            lines.append("lag          \(records) records\(seconds)")
        }
        return lines + partitionLines + memberLines
    }

    private var partitionLines: [String] {
        guard !partitions.isEmpty else { return ["no offset is committed"] }
        let owners = Self.owners(group)
        var table = Table(
            "TOPIC", "PARTITION", "COMMITTED", "END", "LAG", "SECONDS", "MEMBER")
        for lag in partitions {
            let owner = owners[Place(topic: lag.topic, partition: lag.partition)]
            let cells = lag.cells
            table.add(
                lag.topic, "\(lag.partition)", cells[0], cells[1], cells[2], cells[3],
                owner ?? "-")
        }
        return table.lines
    }

    private var memberLines: [String] {
        guard !group.members.isEmpty else { return ["no member is there"] }
        var table = Table("MEMBER", "INSTANCE", "CLIENT", "HOST", "PARTITIONS")
        for member in group.members {
            table.add(
                member.id, member.instanceID ?? "-", member.clientID.orDash, member.host.orDash,
                Self.text(member.assignment).orDash)
        }
        return table.lines
    }

    /// As `orders:0,1 returns:2`.
    private static func text(_ assignment: [GroupPartitions]) -> String {
        assignment.map { topic in
            "\(topic.topic):" + topic.partitions.map(String.init).joined(separator: ",")
        }.joined(separator: " ")
    }

    var json: JSON {
        let owners = Self.owners(group)
        return .object([
            ("group", .string(group.id)), ("type", .string(group.type)),
            ("state", .string(group.state)), ("protocol", .string(group.protocolType)),
            ("assignor", .string(group.assignor)),
            ("epoch", group.epoch.map { JSON($0) } ?? .null),
            ("coordinator", JSON(group.coordinator)),
            ("lag", records.map { JSON($0) } ?? .null),
            ("lagSeconds", milliseconds.map { .double(Double($0) / 1000) } ?? .null),
            (
                "partitions",
                .array(
                    partitions.map { lag in
                        let owner = owners[Place(topic: lag.topic, partition: lag.partition)]
                        return .object(
                            lag.members + [
                                ("metadata", .string(lag.metadata)), ("member", JSON(owner)),
                            ])
                    })
            ),
            ("members", .array(group.members.map(json(of:)))),
        ])
    }

    private func json(of member: GroupDescription.Member) -> JSON {
        .object([
            ("member", .string(member.id)), ("instance", JSON(member.instanceID)),
            ("client", .string(member.clientID)), ("host", .string(member.host)),
            ("type", .string(member.type)),
            ("epoch", member.epoch.map { JSON($0) } ?? .null),
            (
                "assignment",
                .array(
                    member.assignment.map { topic in
                        .object([
                            ("topic", .string(topic.topic)),
                            ("partitions", .array(topic.partitions.map { JSON($0) })),
                        ])
                    })
            ),
        ])
    }
}
