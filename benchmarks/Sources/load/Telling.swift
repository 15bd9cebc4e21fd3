import ArgumentParser
import CLoad
import Foundation

/// A line that is out before the next thing is done.
func tell(_ line: String) {
    print(line)
    fflush(nil)
}

/// The figures, as one line of JSON.
func tell(_ figures: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    tell(String(decoding: try encoder.encode(figures), as: UTF8.self))
}

/// What a part of a run took of this process's CPU, told with its beginning and its end.
struct Meter {
    private var cpuAtStart = 0.0
    private(set) var cpuSeconds = 0.0
    private(set) var isOver = false
    private var hasBegun = false

    /// To be called in every turn; tells each moment once.
    mutating func look(at now: UInt64, start: UInt64, end: UInt64) {
        if !hasBegun, now >= start {
            hasBegun = true
            cpuAtStart = load_cpu()
            tell("begin")
        }
        if !isOver, now >= end {
            isOver = true
            cpuSeconds = load_cpu() - cpuAtStart
            tell("end")
        }
    }
}

/// Why a run is worth nothing.
struct Refused: Error, CustomStringConvertible {
    let description: String
}

extension BinaryInteger {
    /// As many nanoseconds from `now` until this moment, and no more than `most`.
    func wait(from now: UInt64, atMost most: UInt64) -> UInt64 where Self == UInt64 {
        self > now ? Swift.min(self - now, most) : 0
    }
}
