package import Syscalls

/// Letters to a loop, in the order in which they were posted.
///
/// Any thread may post; only the loop reads. A letter posted while the loop is awake costs a lock
/// and no system call.
package final class Mailbox<Letter: Sendable>: Sendable {
    /// What wakes the loop that reads the letters.
    package let bell: Bell
    private let letters = Lock<[Letter]>([])

    /// Makes a mailbox with a bell of its own.
    package convenience init() throws(Errno) {
        self.init(bell: try Bell())
    }

    /// Makes a mailbox; a loop with several reads them all when its bell was rung.
    package init(bell: Bell) {
        self.bell = bell
    }

    /// Puts a letter at the end, and wakes the loop where it sleeps.
    package func post(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        bell.ring()
    }

    /// Whether nothing lies there.
    package var isEmpty: Bool {
        letters.withLock { $0.isEmpty }
    }

    /// Waits until a letter lies there: for a thread that has no loop.
    package func wait() throws(Errno) {
        bell.arm()
        defer { bell.disarm() }
        guard isEmpty else { return }
        try bell.sleep()
    }

    /// Takes all letters that lie there.
    package func drain() -> [Letter] {
        letters.withLock { letters in
            guard !letters.isEmpty else { return [] }
            let taken = letters
            letters = []
            return taken
        }
    }
}

extension Mailbox: Hashable {
    package static func == (left: Mailbox, right: Mailbox) -> Bool {
        left === right
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
