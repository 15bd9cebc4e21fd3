/// A file on the simulated disk: what readers see, and what is left of it when the power goes.
///
/// It is not Sendable by itself: only the disk's lock reaches it.
final class SimulatedFileNode: @unchecked Sendable {
    static let pageSize = 4096
    static let sectorSize = 512

    /// What a reader sees: the page cache.
    private(set) var bytes: [UInt8] = []
    /// What lies on the disk itself, in whole pages; valid up to `durableSize`.
    private var platter: [UInt8] = []
    private var durableSize = 0
    /// The pages that differ from the platter and are still to be written out.
    private var dirty: Set<Int> = []
    /// The sizes that the file has had since its last sync; after a power loss it has one of them.
    private var sizes: [Int] = []
    /// Up to where blocks are taken, also beyond the end (fallocate).
    private(set) var reserved = 0
    /// How many names and open descriptors keep it.
    var references = 0

    /// How many bytes of the disk it takes.
    var allocated: Int { Self.roundedUp(max(bytes.count, reserved)) }

    static func roundedUp(_ size: Int) -> Int {
        (size + pageSize - 1) / pageSize * pageSize
    }

    func write(_ new: ArraySlice<UInt8>, at offset: Int) {
        guard !new.isEmpty else { return }
        let end = offset + new.count
        if end > bytes.count {
            bytes.append(contentsOf: repeatElement(0, count: end - bytes.count))
            sizes.append(end)
        }
        bytes.replaceSubrange(offset..<end, with: new)
        dirty.formUnion(offset / Self.pageSize...(end - 1) / Self.pageSize)
    }

    func truncate(to size: Int) {
        if size < bytes.count {
            bytes.removeLast(bytes.count - size)
            reserved = min(reserved, size)
        } else {
            bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
        }
        sizes.append(size)
        if size % Self.pageSize != 0 { dirty.insert(size / Self.pageSize) }
    }

    func reserve(upTo end: Int) {
        reserved = max(reserved, end)
    }

    /// Writes out one page, as the kernel does at any time of its own will.
    func writeBackSomePage(_ random: inout SeededGenerator) {
        guard !dirty.isEmpty else { return }
        let page = random.pick(dirty.sorted())
        copyOut(page) { _ in true }
        dirty.remove(page)
        // The page may be changed again: what lies on the platter is then a state in between.
    }

    /// Makes all of it durable.
    func sync() {
        for page in dirty.sorted() { copyOut(page) { _ in true } }
        settle(at: bytes.count)
        dirty = []
    }

    /// A sync that failed: some pages came through, and none of them is dirty any more.
    ///
    /// So a later sync "succeeds" without them, as Linux has it (faults.md ST3).
    func failSync(_ random: inout SeededGenerator) {
        for page in dirty.sorted() where random.happens(0.5) { copyOut(page) { _ in true } }
        dirty = []
    }

    /// Leaves what a power loss leaves: each page that was not synced kept, lost or torn.
    func losePower(_ random: inout SeededGenerator) {
        let keep = random.pick([0, 0.1, 0.5, 0.9, 1])
        let tear = random.pick([0, 0, 0.3, 0.8])
        for page in dirty.sorted() {
            if random.happens(tear) {
                var coin = random
                copyOut(page) { _ in coin.happens(0.5) }
                random = coin
            } else if random.happens(keep) {
                copyOut(page) { _ in true }
            }
        }
        let size = random.happens(keep) ? bytes.count : random.pick([durableSize] + sizes)
        settle(at: size)
        bytes = Array(platter[..<size])
        dirty = []
        reserved = 0
    }

    /// Changes bytes on the platter and in the cache alike, behind everyone's back.
    func corrupt(_ change: (inout [UInt8]) -> Void) {
        change(&bytes)
        platter = bytes
        settle(at: bytes.count)
        dirty = []
    }

    private func copyOut(_ page: Int, where isWritten: (Int) -> Bool) {
        let start = page * Self.pageSize
        grow(to: start + Self.pageSize)
        for sector in stride(from: start, to: start + Self.pageSize, by: Self.sectorSize)
        where isWritten(sector) {
            let end = sector + Self.sectorSize
            let written = bytes[min(sector, bytes.count)..<min(end, bytes.count)]
            platter.replaceSubrange(sector..<sector + written.count, with: written)
            clear(sector + written.count..<end)
        }
    }

    private func settle(at size: Int) {
        grow(to: size)
        clear(size..<max(size, platter.count))
        durableSize = size
        sizes = []
    }

    private func clear(_ range: Range<Int>) {
        platter.replaceSubrange(range, with: repeatElement(0, count: range.count))
    }

    private func grow(to size: Int) {
        let whole = Self.roundedUp(size)
        guard whole > platter.count else { return }
        platter.append(contentsOf: repeatElement(0, count: whole - platter.count))
    }
}
