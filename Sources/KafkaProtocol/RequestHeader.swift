package import Bytes

/// What stands before the body of every request.
package struct RequestHeader: Hashable, Sendable {
    /// What is asked for.
    package let apiKey: ApiKey

    /// The version in which it is asked, and in which the answer is expected.
    package let apiVersion: Int16

    /// The client's number for the request; the answer carries it back.
    package let correlationID: Int32

    /// What the client calls itself.
    package let clientID: String?

    /// A header of these fields.
    package init(apiKey: ApiKey, apiVersion: Int16, correlationID: Int32, clientID: String?) {
        self.apiKey = apiKey
        self.apiVersion = apiVersion
        self.correlationID = correlationID
        self.clientID = clientID
    }

    /// Reads the header from the front of a frame.
    ///
    /// - Parameters:
    ///   - reader: what stands at the front of the frame; afterwards at the body.
    ///   - firstFlexibleVersion: the first version of an API whose header ends in a section of
    ///     tagged fields; `Int16.max` where none does, or where the API is not known.
    /// - Throws: if the frame ends before the header does.
    package init(
        from reader: inout ByteReader, firstFlexibleVersion: (ApiKey) -> Int16
    ) throws(MalformedMessage) {
        apiKey = ApiKey(rawValue: reader.read())
        apiVersion = reader.read()
        correlationID = reader.read()
        clientID = Self.readClientID(from: &reader)
        if apiVersion >= firstFlexibleVersion(apiKey) {
            Self.skipTaggedFields(in: &reader)
        }
        guard !reader.failed else { throw MalformedMessage() }
    }

    /// A string with two bytes of length in every version, also where the rest is compact.
    private static func readClientID(from reader: inout ByteReader) -> String? {
        let byteCount = reader.read(Int16.self)
        guard byteCount >= 0 else { return nil }
        let text = reader.readBytes(Int(byteCount))
        return unsafe text.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// No tagged field of a header is of use to us.
    private static func skipTaggedFields(in reader: inout ByteReader) {
        var count = reader.readUnsignedVarint()
        while count > 0, !reader.failed {
            _ = reader.readUnsignedVarint()
            reader.skip(Int(reader.readUnsignedVarint()))
            count -= 1
        }
    }
}
