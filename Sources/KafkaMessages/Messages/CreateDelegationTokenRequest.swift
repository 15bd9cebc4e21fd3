// swift-format-ignore-file
// Written by MessageCompiler from Schema/038_CreateDelegationToken.txt.
package import Bytes

/// The request of CreateDelegationToken.
package struct CreateDelegationTokenRequest: RequestMessage {
    package typealias Response = CreateDelegationTokenResponse
    package static var apiKey: Int16 { 38 }
    package static var versions: ClosedRange<Int16> { 1...3 }
    package static var flexibleFrom: Int16 { 2 }

    /// In versions 3+.
    package var ownerPrincipalType: String? = ""
    /// In versions 3+.
    package var ownerPrincipalName: String? = ""
    package var renewers: [Renewers] = []
    package var maxLifetimeMs: Int64 = 0

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        let flexible = version >= 2
        if version >= 3 {
            ownerPrincipalType = reader.optionalString(true, nullable: true)
            ownerPrincipalName = reader.optionalString(true, nullable: true)
        }
        renewers = reader.structs(flexible, version)
        maxLifetimeMs = reader.int64()
        reader.skipTags(flexible)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        let flexible = version >= 2
        if version >= 3 {
            writer.optionalString(ownerPrincipalType, true, nullable: true)
            writer.optionalString(ownerPrincipalName, true, nullable: true)
        }
        writer.structs(renewers, flexible, version)
        writer.int64(maxLifetimeMs)
        writer.noTags(flexible)
    }

    /// What one of `renewers` holds.
    package struct Renewers: Fields {
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
