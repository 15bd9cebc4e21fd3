internal import ArgumentParser
import KafkaClient
import KafkaProtocol
import Telemetry

/// `strom group`: shows groups of consumers and where they are, and sets them elsewhere.
struct Group: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show groups of consumers, how far they are, and set them elsewhere.",
        subcommands: [
            GroupList.self, GroupDescribe.self, GroupOffsets.self, GroupReset.self,
            GroupDelete.self,
        ])
}

/// `strom group list`.
struct GroupList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show all groups with their type and state.",
        discussion: """
            EXAMPLES
              strom group list
              strom group list --state Stable --state Empty
              strom group list --type consumer --json
            """)

    @Option(
        help: ArgumentHelp(
            "Only groups in this state (Stable, Empty, …); can be repeated.", valueName: "state"))
    var state: [String] = []

    @Option(
        help: ArgumentHelp(
            "Only groups of this type: classic, consumer; can be repeated.", valueName: "type"))
    var type: [String] = []

    @OptionGroup var options: ClientOptions

    func run() throws {
        let groups = try options.client().groups().filter { group in
            Self.matches(group.state, state) && Self.matches(group.type, type)
        }
        guard !options.json else { return try Output.print(.array(groups.map(json(of:)))) }
        guard !groups.isEmpty else { return }
        var table = Table("GROUP", "TYPE", "STATE", "PROTOCOL", "COORDINATOR")
        for group in groups {
            table.add(
                group.id, group.type.orDash, group.state.orDash, group.protocolType.orDash,
                "\(group.coordinator)")
        }
        try Output.print(table.lines)
    }

    private static func matches(_ text: String, _ wanted: [String]) -> Bool {
        wanted.isEmpty || wanted.contains { $0.lowercased() == text.lowercased() }
    }

    private func json(of group: GroupListing) -> JSON {
        .object([
            ("group", .string(group.id)), ("type", .string(group.type)),
            ("state", .string(group.state)), ("protocol", .string(group.protocolType)),
            ("coordinator", JSON(group.coordinator)),
        ])
    }
}

/// `strom group delete`.
struct GroupDelete: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete groups that have no members, with their offsets.",
        discussion: """
            EXAMPLES
              strom group delete billing
              strom group delete billing audit --if-exists
            """)

    @Argument(help: "Names of the groups.")
    var names: [String]

    @Flag(help: "Be content where a group is not there.")
    var ifExists = false

    @OptionGroup var options: ClientOptions

    func run() throws {
        let client = try options.client()
        try Deletion.run(names, printsJSON: options.json) { name in
            do {
                try client.deleteGroup(name)
                return true
            } catch ClientError.noSuchGroup where ifExists {
                return false
            } catch ClientError.refused(.nonEmptyGroup, _, _) {
                throw Failure.hasMembers(name)
            }
        }
    }
}

extension Failure {
    /// Why a group's offsets are left alone.
    static func hasMembers(_ group: String) -> Failure {
        Failure(
            "group \(group) has members, so its offsets belong to them",
            advice: "Stop them first; `strom group describe \(group)` shows where they run.")
    }
}

extension String {
    /// A dash stands for what there is not.
    var orDash: String { isEmpty ? "-" : self }
}
