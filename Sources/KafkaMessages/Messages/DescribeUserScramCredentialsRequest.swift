// swift-format-ignore-file
// Written by MessageCompiler from Schema/050_DescribeUserScramCredentials.txt.
package import Bytes

/// The request of DescribeUserScramCredentials.
package struct DescribeUserScramCredentialsRequest: RequestMessage {
    package typealias Response = DescribeUserScramCredentialsResponse
    package static var apiKey: Int16 { 50 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var users: [Users]? = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        users = reader.optionalStructs(true, nullable: true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.optionalStructs(users, true, nullable: true, version)
        writer.noTags(true)
    }

    /// What one of `users` holds.
    package struct Users: Fields {
        package var name: String = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.noTags(true)
        }
    }
}
