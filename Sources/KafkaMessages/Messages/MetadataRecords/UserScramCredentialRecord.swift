// swift-format-ignore-file
// Written by MessageCompiler from Schema/records_kraft_metadata.txt.
package import Bytes

/// A message of records_kraft_metadata.txt.
package struct UserScramCredentialRecord: TypedMessage {
    package static var recordType: Int16 { 11 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var name: String = ""
    package var mechanism: Int8 = 0
    package var salt: [UInt8] = []
    package var storedKey: [UInt8] = []
    package var serverKey: [UInt8] = []
    package var iterations: Int32 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        name = reader.string(true)
        mechanism = reader.int8()
        salt = reader.bytes(true)
        storedKey = reader.bytes(true)
        serverKey = reader.bytes(true)
        iterations = reader.int32()
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.string(name, true)
        writer.int8(mechanism)
        writer.bytes(salt, true)
        writer.bytes(storedKey, true)
        writer.bytes(serverKey, true)
        writer.int32(iterations)
        writer.noTags(true)
    }
}
