import Bytes
import KafkaMessages
import KafkaProtocol
import LogEngine
import Syscalls

/// A snapshot of the metadata log: the image at an offset, as the records that make it.
///
/// The file is Kafka's: `<end offset>-<epoch>.checkpoint`, record batches with a header and a
/// footer around them. One without its footer, or with a bad checksum, is none.
enum MetadataSnapshot {
    /// A snapshot's name says all that is needed to choose one.
    struct Name: Comparable, CustomStringConvertible {
        /// The offset after the last record that the snapshot holds.
        let end: Offset
        /// The epoch of that record.
        let epoch: LeaderEpoch

        init(end: Offset, epoch: LeaderEpoch) {
            self.end = end
            self.epoch = epoch
        }

        init?(_ name: String) {
            let stem = name.split(separator: ".", omittingEmptySubsequences: false)
            guard stem.count == 2, stem[1] == "checkpoint" else { return nil }
            let numbers = stem[0].split(separator: "-", omittingEmptySubsequences: false)
            guard numbers.count == 2, numbers[0].utf8.count == 20, numbers[1].utf8.count == 10,
                let end = Int64(numbers[0]), let epoch = Int32(numbers[1])
            else { return nil }
            self.init(end: Offset(rawValue: end), epoch: LeaderEpoch(rawValue: epoch))
        }

        var description: String {
            "\(padded(end.rawValue, 20))-\(padded(Int64(epoch.rawValue), 10)).checkpoint"
        }

        static func < (left: Name, right: Name) -> Bool {
            (left.end, left.epoch) < (right.end, right.epoch)
        }
    }

    /// The snapshots in a directory, the newest first; none where there is no directory.
    static func all(in directory: String, on disk: any Disk) throws(Errno) -> [Name] {
        do {
            return try disk.list(directory).compactMap { Name($0.name) }.sorted().reversed()
        } catch .noSuchFile {
            return []
        }
    }

    /// Writes the image, whose offset is the last that the snapshot holds; durable on return.
    ///
    /// - Returns: its name.
    static func write(
        _ image: MetadataImage, end: Offset, in directory: String, on disk: any Disk,
        now: Timestamp
    ) throws(Errno) -> Name {
        let name = Name(end: end, epoch: image.epoch)
        var batches = MetadataBatches(epoch: image.epoch, now: now)
        batches.add(.snapshotHeader, SnapshotHeaderRecord(now))
        image.forEachRecord { batches.add($0) }
        batches.add(.snapshotFooter, SnapshotFooterRecord())
        let bytes = unsafe batches.bytes.bytes.withUnsafeBytes { unsafe Array($0) }
        try CheckpointFile.replace("\(directory)/\(name)", with: bytes, on: disk)
        return name
    }

    /// Replays the newest snapshot that is whole.
    ///
    /// - Returns: its image and the offset from which the log goes on; nil where there is none.
    static func load(
        clusterID: String, from directory: String, on disk: any Disk
    ) throws(Errno) -> (image: MetadataImage, end: Offset)? {
        for name in try all(in: directory, on: disk) {
            let bytes = try disk.open("\(directory)/\(name)", .read).bytes()
            guard var image = replay(bytes, clusterID: clusterID) else { continue }
            image.offset = Offset(rawValue: name.end.rawValue - 1)
            image.epoch = name.epoch
            return (image, name.end)
        }
        return nil
    }

    private static func replay(_ bytes: [UInt8], clusterID: String) -> MetadataImage? {
        var image = MetadataImage(clusterID: clusterID)
        var marks: [ControlRecordType] = []
        do throws(MalformedMessage) {
            _ = try MetadataBatches.forEach(in: unsafe bytes.span.bytes) { item in
                switch item {
                case .record(let record, _, _): image.apply(record)
                case .control(let type): marks.append(type)
                }
            }
        } catch {
            return nil
        }
        return marks == [.snapshotHeader, .snapshotFooter] ? image : nil
    }
}

extension SnapshotHeaderRecord {
    init(_ time: Timestamp) {
        self.init()
        lastContainedLogTimestamp = time.rawValue
    }
}

/// The number with zeros before it, so that it has `width` digits.
private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
