import Bytes
package import KafkaMessages

/// What the members of classic groups of type `consumer` tell each other through the broker.
package enum ConsumerProtocol {
    /// The name of the protocol type.
    package static let type = "consumer"

    /// Reads the bytes that a consumer joins with; nil if they are none of a consumer's.
    package static func subscription(_ bytes: [UInt8]) -> ConsumerProtocolSubscription? {
        read(bytes)
    }

    /// Reads the bytes that a leader hands out; nil if they are none of a consumer's.
    package static func assignment(_ bytes: [UInt8]) -> ConsumerProtocolAssignment? {
        read(bytes)
    }

    /// The version that these bytes say they have, as far as it is known.
    package static func version(of bytes: [UInt8]) -> Int16 {
        guard bytes.count >= 2 else { return 0 }
        let version = Int16(bytes[0]) << 8 | Int16(bytes[1])
        return min(max(version, 0), ConsumerProtocolAssignment.versions.upperBound)
    }

    /// The bytes of an assignment.
    package static func bytes(_ assignment: ConsumerProtocolAssignment, version: Int16) -> [UInt8] {
        var writer = ByteWriter()
        writer.writeVersioned(assignment, version: version)
        let written = writer.buffer.bytes
        return unsafe written.withUnsafeBytes { unsafe Array($0) }
    }

    private static func read<Content: Message>(_ bytes: [UInt8]) -> Content? {
        let span = bytes.span
        var reader = unsafe ByteReader(
            span.bytes, budget: ByteReader.budget(forFrameOf: bytes.count))
        return try? Content(versionedFrom: &reader)
    }
}
