package import Bytes

/// A struct of the protocol: a message, or what one of its fields holds.
///
/// All are written by MessageCompiler from `Schema/`. A field that a version does not have is not
/// read (it keeps its default) and not written.
package protocol Fields: Sendable {
    /// All fields hold their defaults.
    init()

    /// Reads the fields; the reader says afterwards whether they were there.
    init(fieldsFrom reader: inout ByteReader, version: Int16)

    /// Writes the fields.
    func encode(to writer: inout ByteWriter, version: Int16)
}

/// A message of the protocol, of a topic of the broker's own, or within a field.
package protocol Message: Fields {
    /// The versions that there are.
    static var versions: ClosedRange<Int16> { get }

    /// The first version with compact lengths and tagged fields; `Int16.max` if none has them.
    static var flexibleFrom: Int16 { get }
}

extension Message {
    /// Decodes a message; bytes behind it are left to the caller, unknown tags are left out.
    ///
    /// What it takes in memory is charged to the reader's budget before it is allocated.
    package init(from reader: inout ByteReader, version: Int16) throws(MalformedMessage) {
        self.init(fieldsFrom: &reader, version: version)
        if reader.failed { throw MalformedMessage() }
    }
}

/// What a client asks.
package protocol RequestMessage: Message {
    /// What it is answered with, in the same version.
    associatedtype Response: ResponseMessage

    /// The API that it asks.
    static var apiKey: Int16 { get }
}

/// What a client is answered.
package protocol ResponseMessage: Message {
    /// The API that answers.
    static var apiKey: Int16 { get }

    /// For how long the client is to send nothing more, in milliseconds (KIP-219).
    ///
    /// A message that has no such field ignores what is set.
    var throttleTimeMs: Int32 { get set }
}

extension ResponseMessage {
    package var throttleTimeMs: Int32 {
        get { 0 }
        set { _ = newValue }
    }
}

/// A message of a topic of the broker's own, where a number tells what the message is.
package protocol TypedMessage: Message {
    /// The number. It is unique among the keys (and values) of one topic.
    static var recordType: Int16 { get }
}
