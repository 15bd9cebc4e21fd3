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
        set {
            byteCount -= byteCount(of: id)
            entries[id] = newValue.map { Entry(group: $0, byteCount: $0.byteCount) }
            byteCount += byteCount(of: id)
        }
    }

    /// Changes a group where it stands, in what takes no other memory, such as times.
    ///
    /// `body` may take it out to change it, and puts it back.
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
        defer { entries[id] = group.map { Entry(group: $0, byteCount: byteCount) } }
        return try body(&group)
    }
}
