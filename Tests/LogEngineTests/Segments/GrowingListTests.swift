import Testing

@testable import LogEngine

@Suite struct GrowingListTests {
    @Test func `a copy keeps what it had while the owner goes on`() {
        var list = GrowingList<Int>()
        var copies: [GrowingList<Int>] = []
        for value in 0..<200 {
            list.append(value)
            copies.append(list)
        }
        for (index, copy) in copies.enumerated() {
            #expect(copy.count == index + 1)
            #expect(copy.last == index)
            #expect((0...index).allSatisfy { copy[$0] == $0 })
        }
    }

    @Test func `a list that was cut and grows again leaves copies alone`() {
        var list = GrowingList(Array(0..<50))
        let copy = list
        list.cut(to: 10)
        for value in 0..<5 { list.append(1000 + value) }
        #expect((0..<50).allSatisfy { copy[$0] == $0 })
        #expect((10..<15).allSatisfy { list[$0] == 990 + $0 })
    }
}
