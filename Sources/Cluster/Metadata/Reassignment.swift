/// A move of a partition to other brokers, step by step, as a plain value (KIP-455).
///
/// While it runs the partition has all replicas, the new ones first; those that come and those that
/// go are named. It ends when all that stay are in sync, or by being cancelled.
struct Reassignment: Equatable {
    /// Those that stay, in their order, then those that go.
    var replicas: [Int32]
    var adding: [Int32]
    var removing: [Int32]

    /// The move of a partition to `target`; what was still coming in a move before goes on coming.
    init(of partition: PartitionImage, to target: [Int32]) {
        let going = Set(partition.replicas).subtracting(target)
        let here = Set(partition.replicas).subtracting(partition.adding)
        removing = going.sorted()
        adding = Set(target).subtracting(here).sorted()
        replicas = target + removing
    }

    /// The move that is under way; nil where none is.
    init?(underWayIn partition: PartitionImage) {
        guard partition.isMoving else { return nil }
        replicas = partition.replicas
        adding = partition.adding
        removing = partition.removing
    }

    /// The replicas as they were before the move.
    var original: [Int32] { replicas.filter { !adding.contains($0) } }

    /// What the partition is when the move is begun, and at its end if it is there already.
    func begun(
        in partition: PartitionImage, isLive: (Int32) -> Bool
    ) -> PartitionImage {
        var next = partition
        next.replicas = replicas
        next.adding = adding
        next.removing = removing
        return completed(next, isLive: isLive) ?? next
    }

    /// The partition after the move; nil while some that stay are not in sync.
    private func completed(
        _ partition: PartitionImage, isLive: (Int32) -> Bool
    ) -> PartitionImage? {
        let staying = replicas.filter { !removing.contains($0) }
        let inSync = partition.isr.filter { !removing.contains($0) }
        guard !inSync.isEmpty, removing.isEmpty && adding.isEmpty || inSync.isSuperset(of: staying)
        else { return nil }
        return settled(partition, replicas: staying, isr: inSync, isLive: isLive)
    }

    /// The partition as it was before the move.
    ///
    /// - Returns: nil where only replicas that were coming are in sync: then none of the old ones
    ///   has all the data.
    func cancelled(
        in partition: PartitionImage, isLive: (Int32) -> Bool
    ) -> PartitionImage? {
        let inSync = partition.isr.filter { !adding.contains($0) }
        guard !inSync.isEmpty else { return nil }
        return settled(partition, replicas: original, isr: inSync, isLive: isLive)
    }

    /// A leader that holds the partition no more hands it to the first that can take it.
    private func settled(
        _ partition: PartitionImage, replicas: [Int32], isr: [Int32], isLive: (Int32) -> Bool
    ) -> PartitionImage {
        var next = partition
        next.replicas = replicas
        next.isr = isr
        next.adding = []
        next.removing = []
        if !isr.contains(partition.leader) {
            next.leader = replicas.first { isr.contains($0) && isLive($0) } ?? -1
        }
        return next
    }
}

extension PartitionImage {
    /// Whether replicas are coming or going.
    package var isMoving: Bool { !adding.isEmpty || !removing.isEmpty }
}

extension [Int32] {
    fileprivate func isSuperset(of others: [Int32]) -> Bool {
        others.allSatisfy(contains)
    }
}
