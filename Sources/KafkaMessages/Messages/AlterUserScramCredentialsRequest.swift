// swift-format-ignore-file
// Written by MessageCompiler from Schema/051_AlterUserScramCredentials.txt.
package import Bytes

/// The request of AlterUserScramCredentials.
package struct AlterUserScramCredentialsRequest: RequestMessage {
    package typealias Response = AlterUserScramCredentialsResponse
    package static var apiKey: Int16 { 51 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var deletions: [Deletions] = []
    package var upsertions: [Upsertions] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        deletions = reader.structs(true, version)
        upsertions = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.structs(deletions, true, version)
        writer.structs(upsertions, true, version)
        writer.noTags(true)
    }

    /// What one of `deletions` holds.
    package struct Deletions: Fields {
        package var name: String = ""
        package var mechanism: Int8 = 0

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            mechanism = reader.int8()
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.int8(mechanism)
            writer.noTags(true)
        }
    }

    /// What one of `upsertions` holds.
    package struct Upsertions: Fields {
        package var name: String = ""
        package var mechanism: Int8 = 0
        package var iterations: Int32 = 0
        package var salt: [UInt8] = []
        package var saltedPassword: [UInt8] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            name = reader.string(true)
            mechanism = reader.int8()
            iterations = reader.int32()
            salt = reader.bytes(true)
            saltedPassword = reader.bytes(true)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(name, true)
            writer.int8(mechanism)
            writer.int32(iterations)
            writer.bytes(salt, true)
            writer.bytes(saltedPassword, true)
            writer.noTags(true)
        }
    }
}
