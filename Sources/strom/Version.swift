/// The version of this binary.
enum Version {
    static let number = "0.1.0"
    /// The name that brokers are told (KIP-511).
    static let software = "strom"
}
