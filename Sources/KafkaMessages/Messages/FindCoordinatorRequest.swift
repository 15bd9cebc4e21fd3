// swift-format-ignore-file
// Written by MessageCompiler from Schema/010_FindCoordinator.txt.
package import Bytes

/// The request of FindCoordinator.
package struct FindCoordinatorRequest: RequestMessage {
    package typealias Response = FindCoordinatorResponse
    package static var apiKey: Int16 { 10 }
    package static var versions: ClosedRange<Int16> { 0...6 }
    package static var flexibleFrom: Int16 { 3 }

    /// In versions 0-3.
    package var key: String = ""
    /// In versions 1+.
    package var keyType: Int8 = 0
    /// In versions 4+.
    package var coordinatorKeys: [String] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 3
        if version <= 3 {
            key = reader.string(flexible)
        }
        if version >= 1 {
            keyType = reader.int8()
        }
        if version >= 4 {
            coordinatorKeys = reader.strings(true)
        }
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 3
        if version <= 3 {
            writer.string(key, flexible)
        }
        if version >= 1 {
            writer.int8(keyType)
        }
        if version >= 4 {
            writer.strings(coordinatorKeys, true)
        }
        writer.noTags(flexible)
    }
}
