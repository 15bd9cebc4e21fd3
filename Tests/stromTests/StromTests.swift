import ArgumentParser
import Testing

@testable import strom

struct StromTests {
    @Test func `help texts fit into eighty columns, and leave no value without a word`() {
        for command in Self.all(from: Root.self) {
            let text = Root.helpMessage(for: command, columns: 80)
            let told = command.configuration.discussion.split(separator: "\n")
            for line in told {
                #expect(line.count <= 80, "\(command): \(line)")
            }
            #expect(!text.contains(" - \n"), "\(command)")
            #expect(!text.contains("default: 0)"), "\(command)")
        }
    }

    private static func all(from command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
        [command] + command.configuration.subcommands.flatMap(all)
    }
}
