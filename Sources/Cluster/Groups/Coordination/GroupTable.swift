/// Groups by their ids, and the memory that they take.
struct GroupTable: Sendable {
    private var entries: [String: Entry] = [:]
    /// About what all of them take.
    private(set) var byteCount = 0

    private struct Entry {
        var group: Group
        var byteCount: Int
    }

    /// The ids, in no order.
    var ids: some Collection<String> { entries.keys }

    /// All groups, in no order.
    var all: some Collection<(id: String, group: Group)> {
        entries.lazy.map { ($0.key, $0.value.group) }
    }

    /// About what a group takes; 0 where there is none.
    func byteCount(of id: String) -> Int {
        entries[id]?.byteCount ?? 0
    }

    subscript(id: String) -> Group? {
        get { entries[id]?.group }
        set { put(newValue, at: id, taking: newValue?.byteCount ?? 0) }
    }

    /// Whether there is a group of this id.
    func contains(_ id: String) -> Bool { entries[id] != nil }

    /// Puts a group in the place of the one of this id; nil removes it.
    ///
    /// `byteCount` is what it takes; to reckon that all its members are looked at.
    mutating func put(_ group: Group?, at id: String, taking byteCount: Int) {
        self.byteCount -= self.byteCount(of: id)
        entries[id] = group.map { Entry(group: $0, byteCount: byteCount) }
        self.byteCount += self.byteCount(of: id)
    }

    /// Changes a group where it stands, in what takes no other memory, such as times.
    ///
    /// `body` may take it out to change it, and puts it back; one that it leaves out is removed.
    mutating func touch<Result, Failure: Error>(
        _ id: String, _ body: (inout Group?) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let entry = entries.removeValue(forKey: id) else {
            var nothing: Group?
            return try body(&nothing)
        }
        let byteCount = entry.byteCount
        var group: Group? = entry.group
        _ = consume entry
        defer {
            if let group {
                entries[id] = Entry(group: group, byteCount: byteCount)
            } else {
                self.byteCount -= byteCount
            }
        }
        return try body(&group)
    }
}
