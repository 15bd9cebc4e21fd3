internal import CShims

/// The checksum of record batches (CRC-32 with Castagnoli's polynomial).
package enum CRC32C {
    /// The checksum of the bytes.
    ///
    /// - Parameters:
    ///   - bytes: what is summed up.
    ///   - checksum: that of the bytes before them, if they are a continuation.
    /// - Returns: the checksum, going on from `checksum`.
    package static func checksum(_ bytes: RawSpan, continuing checksum: UInt32 = 0) -> UInt32 {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return checksum }
            return unsafe shims_crc32c(checksum, base, bytes.count)
        }
    }

    /// The checksum computed in each of the ways that this processor has, the plain table first.
    ///
    /// All must be equal; `strom` uses the last.
    package static func checksumsByEveryKernel(_ bytes: RawSpan) -> [UInt32] {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return [0] }
            return (0..<shims_crc32c_kernels()).map { number in
                unsafe shims_crc32c_by(number, 0, base, bytes.count)
            }
        }
    }
}
