/// What a client may do with a resource, as a set of bits: bit N stands for operation N (KIP-430).
///
/// Without an authorizer everybody may do all that there is to do with a resource of its kind.
enum AuthorizedOperations {
    /// What the wire has where nobody asked.
    static let notAsked = Int32.min

    /// Read, Write, Create, Delete, Alter, Describe, DescribeConfigs, AlterConfigs.
    static let onTopic = bits(3, 4, 5, 6, 7, 8, 10, 11)

    /// Create, Alter, Describe, ClusterAction, DescribeConfigs, AlterConfigs, IdempotentWrite.
    static let onCluster = bits(5, 7, 8, 9, 10, 11, 12)

    /// READ, DELETE, DESCRIBE, and the configs' two.
    static let onGroup = bits(3, 6, 8, 10, 11)

    private static func bits(_ operations: Int32...) -> Int32 {
        operations.reduce(0) { $0 | 1 << $1 }
    }
}
