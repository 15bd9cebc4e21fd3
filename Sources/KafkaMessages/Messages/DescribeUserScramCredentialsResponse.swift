// swift-format-ignore-file
// Written by MessageCompiler from Schema/050_DescribeUserScramCredentials.txt.
package import Bytes

/// The response of DescribeUserScramCredentials.
package struct DescribeUserScramCredentialsResponse: ResponseMessage {
    package static var apiKey: Int16 { 50 }
    package static var versions: ClosedRange<Int16> { 0...0 }
    package static var flexibleFrom: Int16 { 0 }

    package var throttleTimeMs: Int32 = 0
    package var errorCode: Int16 = 0
    package var errorMessage: String? = ""
    package var results: [Results] = []

    package init() {}

    @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
        throttleTimeMs = reader.int32()
        errorCode = reader.int16()
        errorMessage = reader.optionalString(true, nullable: true)
        results = reader.structs(true, version)
        reader.skipTags(true)
    }

    @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
        writer.int32(throttleTimeMs)
        writer.int16(errorCode)
        writer.optionalString(errorMessage, true, nullable: true)
        writer.structs(results, true, version)
        writer.noTags(true)
    }

    /// What one of `results` holds.
    package struct Results: Fields {
        package var user: String = ""
        package var errorCode: Int16 = 0
        package var errorMessage: String? = ""
        package var credentialInfos: [CredentialInfos] = []

        package init() {}

        @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
            user = reader.string(true)
            errorCode = reader.int16()
            errorMessage = reader.optionalString(true, nullable: true)
            credentialInfos = reader.structs(true, version)
            reader.skipTags(true)
        }

        @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
            writer.string(user, true)
            writer.int16(errorCode)
            writer.optionalString(errorMessage, true, nullable: true)
            writer.structs(credentialInfos, true, version)
            writer.noTags(true)
        }

        /// What one of `credentialInfos` holds.
        package struct CredentialInfos: Fields {
            package var mechanism: Int8 = 0
            package var iterations: Int32 = 0

            package init() {}

            @inline(never) package init(fieldsFrom reader: inout ByteReader, version: Int16) {
                mechanism = reader.int8()
                iterations = reader.int32()
                reader.skipTags(true)
            }

            @inline(never) package func encode(to writer: inout ByteWriter, version: Int16) {
                writer.int8(mechanism)
                writer.int32(iterations)
                writer.noTags(true)
            }
        }
    }
}
