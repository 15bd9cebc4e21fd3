// swift-format-ignore-file
// Written by MessageCompiler from Schema/041_DescribeDelegationToken.txt.
package import Bytes

/// The request of DescribeDelegationToken.
package struct DescribeDelegationTokenRequest: RequestMessage {
    package typealias Response = DescribeDelegationTokenResponse
    package static var apiKey: Int16 { 41 }
    package static var versions: ClosedRange<Int16> { 1...3 }
    package static var flexibleFrom: Int16 { 2 }

    package var owners: [Owners]? = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        owners = reader.optionalStructs(flexible, nullable: true, version)
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        writer.optionalStructs(owners, flexible, nullable: true, version)
        writer.noTags(flexible)
    }

    /// What one of `owners` holds.
    package struct Owners: Fields {
        package var principalType: String = ""
        package var principalName: String = ""

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            let flexible = version >= 2
            principalType = reader.string(flexible)
            principalName = reader.string(flexible)
            reader.skipTags(flexible)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            let flexible = version >= 2
            writer.string(principalType, flexible)
            writer.string(principalName, flexible)
            writer.noTags(flexible)
        }
    }
}
