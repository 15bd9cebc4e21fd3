internal import ArgumentParser
import KafkaClient
import Syscalls

/// The program: `strom serve` is the broker, all else is the command line that speaks to brokers.
@main
enum Strom {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        // A plain `strom serve` goes without the machinery of the command line: it is there sooner
        // and takes a megabyte less.
        if arguments.first == "serve", let options = ServeOptions(arguments.dropFirst()) {
            Serve.run(options)
        }
        do {
            var command = try Root.parsed(Array(arguments))
            try command.run()
        } catch let failure as Failure {
            end(failure)
        } catch let error as ClientError {
            end(Failure(error))
        } catch {
            Root.exit(withError: error)
        }
    }

    /// Tells what went wrong and what to do about it.
    private static func end(_ failure: Failure) -> Never {
        try? StandardStream.error.write(failure.text)
        Process.end(ExitStatus.failed)
    }
}

/// What the program ends with.
enum ExitStatus {
    static let failed: Int32 = 1
}

/// All commands.
struct Root: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "strom",
        abstract: "A Kafka broker in one small binary, and the commands to use one.",
        discussion: """
            EXAMPLES
              strom serve                            a broker on localhost:9092
              echo hello | strom produce greetings   a record in
              strom consume greetings                and out
              strom topic list                       what is there
              strom group describe billing           how far a group of consumers is

            The commands speak the Kafka protocol to any broker, Apache Kafka's too:
            that of --bootstrap, else of the variable STROM_BOOTSTRAP, else localhost:9092.

            EXIT CODES
              0   it is done
              1   it failed; standard error says why, and what to do next
              64  the command line was not understood
            """,
        version: "strom \(Version.number)",
        subcommands: [
            Serve.self, Topic.self, Produce.self, Consume.self, Group.self, Txn.self,
            ClusterCommand.self, Config.self, Quota.self, LogCommand.self,
        ])

    /// The command that the arguments name, with what they say.
    static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        try parseAsRoot(arguments)
    }
}
