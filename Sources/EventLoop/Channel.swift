package import Syscalls

/// Something open that a loop watches: a listener, a connection.
///
/// What a loop calls is a concrete final class; a generic one would run unspecialised.
package protocol Channel: AnyObject {
    /// The descriptor is ready for `readiness`, or failed.
    func ready(for readiness: Readiness)
}

/// Names a channel on its loop, and nothing else after the channel is gone.
package struct ChannelToken: Hashable, Sendable {
    let rawValue: UInt64

    init(slot: Int, generation: UInt32) {
        rawValue = UInt64(generation) << 32 | UInt64(slot)
    }

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    var slot: Int {
        Int(rawValue & 0xffff_ffff)
    }

    var generation: UInt32 {
        UInt32(rawValue >> 32)
    }
}

/// The channels of a loop by token.
///
/// A slot is used again when its channel is gone, with the next generation: an event that the
/// kernel still had for the old one finds nobody.
struct ChannelTable: ~Copyable {
    private struct Slot {
        var generation: UInt32
        var channel: (any Channel)?
    }

    private var slots: [Slot] = []
    private var freeSlots: [Int] = []

    mutating func insert(_ channel: any Channel) -> ChannelToken {
        guard let slot = freeSlots.popLast() else {
            slots.append(Slot(generation: 1, channel: channel))
            return ChannelToken(slot: slots.count - 1, generation: 1)
        }
        slots[slot].channel = channel
        return ChannelToken(slot: slot, generation: slots[slot].generation)
    }

    mutating func remove(_ token: ChannelToken) {
        precondition(slots[token.slot].generation == token.generation, "removed twice")
        slots[token.slot].channel = nil
        slots[token.slot].generation &+= 1
        freeSlots.append(token.slot)
    }

    subscript(token: ChannelToken) -> (any Channel)? {
        guard token.slot < slots.count, slots[token.slot].generation == token.generation else {
            return nil
        }
        return slots[token.slot].channel
    }
}
