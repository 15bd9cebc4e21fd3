package import Syscalls

/// What is to happen later: keys with a deadline each, the earliest first.
///
/// A binary heap that knows where each entry stands, so that cancelling removes it: a produce that
/// is answered in a millisecond leaves no entry for its thirty seconds behind.
package struct Timers<Key>: ~Copyable {
    /// Names one entry; it goes stale when the entry was taken or cancelled.
    package struct Token: Hashable, Sendable {
        fileprivate let slot: Int32
        fileprivate let generation: Int32
    }

    private struct Entry {
        var deadline: Instant
        var slot: Int32
        var key: Key
    }

    /// Where an entry stands in the heap (-1: nowhere), and how often the slot was given out.
    private struct Slot {
        var position: Int32
        var generation: Int32
    }

    private var heap: [Entry] = []
    private var slots: [Slot] = []
    private var freeSlots: [Int32] = []

    package init() {}

    package var count: Int {
        heap.count
    }

    /// The earliest deadline, or nil where nothing is to happen.
    package var next: Instant? {
        heap.first?.deadline
    }

    /// Enters a key that is due at `deadline`.
    @discardableResult
    package mutating func add(_ key: Key, at deadline: Instant) -> Token {
        let slot = freeSlots.popLast() ?? makeSlot()
        heap.append(Entry(deadline: deadline, slot: slot, key: key))
        rise(from: heap.count - 1)
        return Token(slot: slot, generation: slots[Int(slot)].generation)
    }

    /// Removes an entry; a stale token does nothing.
    package mutating func cancel(_ token: Token) {
        let slot = slots[Int(token.slot)]
        guard slot.generation == token.generation, slot.position >= 0 else { return }
        remove(at: Int(slot.position))
    }

    /// Takes the earliest key that is due, or nil.
    package mutating func takeDue(now: Instant) -> Key? {
        guard let first = heap.first, first.deadline <= now else { return nil }
        remove(at: 0)
        return first.key
    }

    private mutating func makeSlot() -> Int32 {
        slots.append(Slot(position: -1, generation: 0))
        return Int32(slots.count - 1)
    }

    private mutating func remove(at position: Int) {
        let slot = heap[position].slot
        slots[Int(slot)].position = -1
        slots[Int(slot)].generation &+= 1
        freeSlots.append(slot)
        let last = heap.removeLast()
        guard position < heap.count else { return }
        heap[position] = last
        rise(from: position)
        sink(from: Int(slots[Int(last.slot)].position))
    }

    /// Moves an entry up past all that are due later, and notes where it came to stand.
    private mutating func rise(from start: Int) {
        var position = start
        let entry = heap[start]
        while position > 0 {
            let parent = (position - 1) / 2
            guard entry.deadline < heap[parent].deadline else { break }
            place(heap[parent], at: position)
            position = parent
        }
        place(entry, at: position)
    }

    /// Moves an entry down past all that are due earlier.
    private mutating func sink(from start: Int) {
        var position = start
        let entry = heap[start]
        while true {
            var child = 2 * position + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].deadline < heap[child].deadline {
                child += 1
            }
            guard heap[child].deadline < entry.deadline else { break }
            place(heap[child], at: position)
            position = child
        }
        place(entry, at: position)
    }

    private mutating func place(_ entry: Entry, at position: Int) {
        heap[position] = entry
        slots[Int(entry.slot)].position = Int32(position)
    }
}
