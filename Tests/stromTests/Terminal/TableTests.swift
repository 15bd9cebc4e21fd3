import Testing

@testable import strom

struct TableTests {
    @Test func `columns are as wide as they need`() {
        var table = Table("A", "LONG", "C")
        table.add("1", "2", "")
        table.add("1234", "2", "3")
        #expect(table.lines == ["A     LONG  C", "1     2", "1234  2     3"])
    }
}
