internal import EventLoop
package import KafkaProtocol
internal import Syscalls

/// What the gateway's loops have counted, and what they hold now.
package struct GatewayReport: Sendable {
    package fileprivate(set) var apis: [ApiKey: ApiFigures] = [:]
    /// The connections that are open.
    package fileprivate(set) var connections: [ClientKind: Int] = [:]
    /// How many there ever were.
    package fileprivate(set) var connectionsOpened = 0

    /// What clients have in common that are counted together.
    package struct ClientKind: Hashable, Sendable {
        package let listener: String
        /// As the client calls itself (KIP-511); empty where it does not.
        package let software: String
        package let version: String
    }
}

extension Gateway {
    /// Asks every loop what it has counted; for any thread but theirs.
    ///
    /// - Returns: nil where a loop does not answer within a second.
    package func report() -> GatewayReport? {
        let inbox = ReportInbox()
        for door in doors { door.arrivals.post(.report(inbox)) }
        return inbox.wait(for: doors.count, milliseconds: 1000)
    }
}

/// Where loops put what they tell.
final class ReportInbox: Sendable {
    private let state = Monitor<(report: GatewayReport, loops: Int)>((GatewayReport(), 0))

    /// Adds what one loop tells.
    func add(
        _ apis: [ApiKey: ApiFigures], _ connections: [GatewayReport.ClientKind: Int], opened: Int
    ) {
        state.withLock { state in
            state.report.apis.merge(apis) { one, other in
                var sum = one
                sum.add(other)
                return sum
            }
            state.report.connections.merge(connections, uniquingKeysWith: +)
            state.report.connectionsOpened += opened
            state.loops += 1
        }
        state.wakeOne()
    }

    fileprivate func wait(for loops: Int, milliseconds: Int64) -> GatewayReport? {
        state.wait(milliseconds: milliseconds) { state in
            state.loops == loops ? state.report : nil
        }
    }
}

extension GatewayLoop {
    /// Tells what this loop has counted.
    func tell(_ inbox: ReportInbox) {
        var connections: [GatewayReport.ClientKind: Int] = [:]
        for info in infos {
            connections[kind(of: info, known: connections.count), default: 0] += 1
        }
        memory.settle()
        inbox.add(meter.byKey, connections, opened: opened)
    }

    /// What clients call themselves is theirs: beyond so many kinds they are counted together.
    private func kind(of info: ConnectionInfo, known: Int) -> GatewayReport.ClientKind {
        guard known < 100 else {
            return .init(listener: info.listener, software: "other", version: "")
        }
        return .init(
            listener: info.listener, software: info.clientSoftwareName,
            version: info.clientSoftwareVersion)
    }
}
