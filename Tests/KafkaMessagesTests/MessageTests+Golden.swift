import Bytes
import Foundation
import KafkaMessages
import Testing

/// Bytes that another codec wrote (Golden/write.py), and what it says is in them.
extension MessageTests {
    @Test(arguments: Golden.all)
    func `bytes of another codec are read as it meant them`(golden: Golden) throws {
        let message = try #require(MessageCase.all.first { $0.testDescription == golden.name })
        let decoded = try message.type.decoded(golden.bytes, version: golden.version)
        let fields = Set(flattened(decoded, name: "", frame: golden.bytes))
        for field in golden.fields {
            #expect(fields.contains(field))
        }
    }

    @Test(arguments: Golden.all)
    func `the same message is written to the same bytes`(golden: Golden) throws {
        let message = try #require(MessageCase.all.first { $0.testDescription == golden.name })
        #expect(try message.type.recoded(golden.bytes, version: golden.version) == golden.bytes)
    }

    /// Each value in it as `path=value`, as write.py tells them.
    private func flattened(_ value: Any, name: String, frame: [UInt8]) -> [String] {
        switch value {
        case let bytes as [UInt8] where type(of: value) == [UInt8].self:
            return ["\(name)=\(hex(bytes))"]
        case let uuid as Uuid: return ["\(name)=\(hex(uuid.high))\(hex(uuid.low))"]
        case .inFrame(let range) as Records: return ["\(name)=\(hex(frame[range]))"]
        case Records.null as Records: return ["\(name)=null"]
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            guard let child = mirror.children.first else { return ["\(name)=null"] }
            return flattened(child.value, name: name, frame: frame)
        case .collection:
            let elements = mirror.children.enumerated().flatMap {
                flattened($1.value, name: "\(name)[\($0)]", frame: frame)
            }
            return ["\(name).count=\(mirror.children.count)"] + elements
        case .struct where value is any Fields:
            return mirror.children.flatMap {
                flattened(
                    $0.value, name: (name.isEmpty ? "" : name + ".") + ($0.label ?? ""),
                    frame: frame)
            }
        default:
            return ["\(name)=\(value)"]
        }
    }

    private func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    private func hex(_ number: UInt64) -> String {
        hex((0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
    }
}

/// One message of Golden/messages.txt.
struct Golden: Sendable, CustomTestStringConvertible {
    let name: String
    let version: Int16
    let bytes: [UInt8]
    let fields: [String]

    var testDescription: String { "\(name) v\(version)" }

    /// All of them.
    static let all: [Golden] = {
        let path = Repository.path("Tests/KafkaMessagesTests/Golden/messages.txt")
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n\n").dropFirst().compactMap(Golden.init)
    }()

    private init?(_ block: String) {
        let lines = block.split(separator: "\n")
        let head = lines[0].split(separator: " ")
        guard head.count == 3, let version = Int16(head[1]) else { return nil }
        let digits = head[2].compactMap(\.hexDigitValue).map(UInt8.init)
        name = String(head[0])
        self.version = version
        bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        fields = lines.dropFirst().map(String.init)
    }
}
