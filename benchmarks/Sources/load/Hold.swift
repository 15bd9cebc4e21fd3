import ArgumentParser
import CLoad
import Foundation

/// Connections that do nothing.
struct Hold: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Holds connections on which one request was answered, until its input ends.")

    @Argument(help: "HOST:PORT of the broker.")
    var address: String

    @Option var connections = 10_000

    func run() throws {
        load_prepare()
        load_hold(address, Int32(connections))
        tell("begin")
        while readLine() != nil {}
        tell("end")
        try tell(["connections": connections])
    }
}
