import KafkaProtocol
import LogEngine
import Syscalls

/// What a member of the metadata quorum must not forget: the epoch that it has seen.
///
/// The file is Kafka's (`quorum-state`, data version 0, one line of JSON). An epoch is on the disk
/// before anything of it is told; what is appended in it says it too.
struct QuorumState: Equatable {
    var epoch: LeaderEpoch
    var leader: Int32

    /// The file's name, in the metadata log's directory.
    static let fileName = "quorum-state"

    /// Reads the file; nil where there is none, or where it cannot be read: then the log's own
    /// last epoch is all that is known.
    static func load(from directory: String, on disk: any Disk) throws(Errno) -> QuorumState? {
        guard let bytes = try CheckpointFile.read("\(directory)/\(fileName)", on: disk) else {
            return nil
        }
        return QuorumState(json: String(decoding: bytes, as: UTF8.self))
    }

    /// Writes the file together with others.
    func store(in directory: String, with files: inout Replacements) throws(Errno) {
        try files.add("\(directory)/\(Self.fileName)", Array(json.utf8))
    }

    var json: String {
        #"{"clusterId":"","leaderId":\#(leader),"leaderEpoch":\#(epoch),"votedId":\#(leader),"#
            + #""appliedOffset":0,"currentVoters":[{"voterId":\#(leader)}],"data_version":0}"#
    }

    init(epoch: LeaderEpoch, leader: Int32) {
        self.epoch = epoch
        self.leader = leader
    }

    init?(json: String) {
        guard let epoch = Self.number(of: "leaderEpoch", in: json), epoch >= 0,
            let leader = Self.number(of: "leaderId", in: json)
        else { return nil }
        self.init(epoch: LeaderEpoch(rawValue: epoch), leader: leader)
    }

    /// The number that stands behind a key; the file has no nested key of the same name.
    private static func number(of key: String, in json: String) -> Int32? {
        let key = Array("\"\(key)\":".utf8)
        let text = Array(json.utf8)
        guard text.count > key.count else { return nil }
        let found = (0...text.count - key.count).first { start in
            text[start..<start + key.count].elementsEqual(key)
        }
        guard let found else { return nil }
        let digits = text[(found + key.count)...].prefix { letter in
            letter == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(letter)
        }
        return Int32(String(decoding: digits, as: UTF8.self))
    }
}
