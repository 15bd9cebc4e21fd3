package import Syscalls

/// Who is at the other end of a connection, and by which way it came.
package final class ConnectionInfo {
    /// The listener's name, such as `PLAINTEXT`.
    package let listener: String
    /// The address by which the client reached this broker.
    package let localAddress: SocketAddress
    package let peerAddress: SocketAddress
    /// The authenticated user, as quotas name it; until one is, that of Kafka's anonymous principal.
    package var user = "ANONYMOUS"
    /// What counts the time of sending, where the last request was of a client whose time is limited.
    package var meter: TimeMeter?
    /// What the client's ApiVersions said of itself (KIP-511); empty before.
    package var clientSoftwareName = ""
    /// What the client's ApiVersions said of itself (KIP-511); empty before.
    package var clientSoftwareVersion = ""

    package init(listener: String, localAddress: SocketAddress, peerAddress: SocketAddress) {
        self.listener = listener
        self.localAddress = localAddress
        self.peerAddress = peerAddress
    }
}
