internal import KafkaProtocol
internal import LogEngine
internal import Syscalls

/// A batch that lies in a file.
struct BatchOnDisk {
    let path: String
    /// Its bytes in the file.
    let bytes: Range<Int>
    /// The offsets of its records.
    let offsets: Range<Int64>
}

/// A bit of a batch that is not as it was written (ST6).
struct FlippedBit {
    let batch: BatchOnDisk
    /// Counted from the beginning of the file.
    let bit: Int
    /// What the batch was.
    let content: [UInt8]

    /// The first offset of the batch.
    var base: Int64 { batch.offsets.lowerBound }

    /// The bit turned over, in the file's or in other bytes that begin at `start` of it.
    func flip(in bytes: inout [UInt8], from start: Int = 0) {
        bytes[bit / 8 - start] ^= 1 << UInt8(bit % 8)
    }
}

/// What the crashes since a broker ran have left for the next start.
struct Remains {
    /// Whether one of them was a power loss.
    private(set) var lostPower = false
    /// All before it must be there.
    var required: Int64
    var flipped: FlippedBit?

    /// Of the first crash: what was `written` survives the process, what was `acknowledged` all.
    init(of disk: SimulatedDisk, acknowledged: Int64, written: Int64) {
        required = max(written, acknowledged)
        noteCrash(of: disk, acknowledged: acknowledged)
    }

    /// Takes in how the machine ended last.
    mutating func noteCrash(of disk: SimulatedDisk, acknowledged: Int64) {
        guard disk.lastCrash == .powerLoss else { return }
        lostPower = true
        required = min(required, acknowledged)
    }
}

/// A world with one log, of which bits may flip while the broker is down (ST6, ST9).
protocol LogCrashWorld: CrashWorld {
    static var directory: String { get }
    static var partition: TopicPartition { get }
}

extension LogCrashWorld {
    /// What a checkpoint file says of the log.
    func load(_ name: OffsetCheckpoint.Name) throws(Errno) -> Offset? {
        try OffsetCheckpoint.load(name, from: disk)?.offsets[Self.partition]
    }

    func store(_ name: OffsetCheckpoint.Name, _ offset: Offset) throws(Errno) {
        try OffsetCheckpoint([Self.partition: offset]).store(name, on: disk)
    }

    // MARK: Flipped bits

    /// Flips a bit of one of these batches, in a byte that `mayFlip` lets, counted from its first.
    ///
    /// The leader's epoch is left alone: no checksum covers it.
    func flipBit(
        ofOneOf batches: [BatchOnDisk], where mayFlip: (Int) -> Bool = { _ in true }
    ) -> FlippedBit? {
        guard !batches.isEmpty else { return nil }
        let batch = random.pick(batches)
        guard let file = disk.files[batch.path] else { return nil }
        let choices = batch.bytes.filter {
            let byte = $0 - batch.bytes.lowerBound
            return !(12..<16 ~= byte) && mayFlip(byte)
        }
        let flipped = FlippedBit(
            batch: batch, bit: random.pick(choices) * 8 + random.number(in: 0..<8),
            content: Array(file[batch.bytes]))
        note(
            "bit \(flipped.bit % 8) of byte \(flipped.bit / 8 - batch.bytes.lowerBound) of the batch at "
                + "\(flipped.base) flips, in \(batch.path)")
        disk.corrupt(batch.path) { flipped.flip(in: &$0) }
        return flipped
    }

    /// Whether the batch lies there with its flipped bit; a swap that is ended takes the file.
    func isThere(_ flipped: FlippedBit) -> Bool {
        var expected = flipped.content
        flipped.flip(in: &expected, from: flipped.batch.bytes.lowerBound)
        return lies(expected, at: flipped.batch)
    }

    /// Whether the batch is as it was: the power went, and with it the name of the file in which the
    /// bit flipped.
    func isUndone(_ flipped: FlippedBit) -> Bool { lies(flipped.content, at: flipped.batch) }

    private func lies(_ bytes: [UInt8], at batch: BatchOnDisk) -> Bool {
        guard let content = disk.files[batch.path], content.count >= batch.bytes.upperBound
        else { return false }
        return content[batch.bytes].elementsEqual(bytes)
    }

    /// Puts the bit right, as a copy from elsewhere would, and has what was made from the batches made
    /// anew, as one does who distrusts all of it: the next start looks through everything.
    func repair(_ flipped: FlippedBit) throws {
        disk.crash(.kill)
        disk.restart()
        note("the bit is put right")
        if isThere(flipped) { disk.corrupt(flipped.batch.path) { flipped.flip(in: &$0) } }
        try store(.recoveryPoint, .zero)
        for path in disk.files.keys.sorted()
        where path.hasPrefix(Self.directory)
            && (path.hasSuffix("index") || path.hasSuffix(".snapshot")
                || path.hasSuffix("leader-epoch-checkpoint"))
        {
            try disk.remove(path)
        }
        try disk.syncDirectory(Self.directory)
        disk.crash(.kill)
    }
}
