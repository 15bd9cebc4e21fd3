/// A list that only grows, and whose copies share its memory.
///
/// Whoever holds a copy sees the elements that were there when it was taken, from any thread, while
/// the owner goes on appending: an element below a copy's count is never written again. A list that
/// was cut and grows again does so in new memory.
@safe struct GrowingList<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    @safe private final class Memory {
        let base: UnsafeMutablePointer<Element>
        let capacity: Int
        /// How many elements are written; only the owner asks.
        var used: Int

        init(capacity: Int) {
            unsafe base = .allocate(capacity: capacity)
            self.capacity = capacity
            used = 0
        }

        deinit { unsafe base.deallocate() }
    }

    private var memory: Memory?
    private(set) var count = 0

    init() {}

    init(_ elements: [Element]) {
        for element in elements { append(element) }
    }

    var isEmpty: Bool { count == 0 }

    var last: Element? { count == 0 ? nil : self[count - 1] }

    subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count, "no such element")
        return unsafe memory.unsafelyUnwrapped.base[index]
    }

    /// The first elements, as long as `isIncluded` holds.
    func prefix(while isIncluded: (Element) -> Bool) -> [Element] {
        var elements: [Element] = []
        for index in 0..<count {
            guard isIncluded(self[index]) else { break }
            elements.append(self[index])
        }
        return elements
    }

    mutating func append(_ element: Element) {
        if let memory, memory.used == count, count < memory.capacity {
            unsafe memory.base[count] = element
            memory.used += 1
        } else {
            grow(with: element)
        }
        count += 1
    }

    private mutating func grow(with element: Element) {
        let larger = Memory(capacity: max(16, count * 2))
        if let memory { unsafe larger.base.update(from: memory.base, count: count) }
        unsafe larger.base[count] = element
        larger.used = count + 1
        memory = larger
    }

    /// Keeps the first elements only.
    mutating func cut(to newCount: Int) {
        precondition(newCount <= count, "cut to more than there is")
        count = newCount
    }
}
