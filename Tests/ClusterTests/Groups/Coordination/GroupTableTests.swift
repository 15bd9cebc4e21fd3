import Testing

@testable import Cluster

@Suite struct GroupTableTests {
    private struct Refusal: Error {}

    private func table() -> GroupTable {
        var table = GroupTable()
        table["g"] = .classic(ClassicGroup(id: "g", settings: .init()))
        return table
    }

    @Test func `a group that is left out while it is touched is gone, and its memory with it`() {
        var table = table()
        #expect(table.byteCount == table.byteCount(of: "g") && table.byteCount > 500)
        table.touch("g") { $0 = nil }
        #expect(table["g"] == nil)
        #expect(table.byteCount == 0)
    }

    @Test func `a refusal while a group is touched leaves it and its memory as they were`() {
        var table = table()
        let before = table.byteCount
        #expect(throws: Refusal.self) {
            try table.touch("g") { group throws(Refusal) in
                guard case .classic(var classic) = group.take() else { return }
                defer { group = .classic(classic) }
                classic.generation = 7
                throw Refusal()
            }
        }
        #expect(table["g"] != nil && table.byteCount == before)
    }

    @Test func `a group is put in the place of another`() {
        var table = table()
        table.put(table["g"], at: "g", taking: 70)
        #expect(table.byteCount == 70 && table.byteCount(of: "g") == 70)
        #expect(table.contains("g") && !table.contains("h"))
        table["g"] = nil
        #expect(table.byteCount == 0 && !table.contains("g"))
    }
}
