import Cluster
import Syscalls
import Testing

/// Conversations with a classic group: the statements G-4 … G-19 of docs/kafka-semantics.md.
@Suite struct ClassicGroupTests {
    @Test(arguments: [
        "rebalance", "initial-delay", "new-ids", "static-members", "sync", "sessions", "leaving",
        "joining-again", "refusals",
    ])
    func `transcript`(name: String) throws {
        var conversation = Conversation()
        try Transcript(name: name).run { conversation.answer($0) }
    }

    @Test func `whoever waits is told when the group dies`() throws {
        var conversation = Conversation()
        _ = conversation.answer(["group"])
        _ = conversation.answer(["join", "a"])
        conversation.group.die()
        #expect(conversation.heard() == "")
        #expect(throws: GroupError.notAvailable) {
            try conversation.group.heartbeat(
                memberID: "a-1", instanceID: nil, generation: 1, now: conversation.now)
        }
    }
}

/// Speaks the words of the transcripts to a group.
private struct Conversation {
    var group = ClassicGroup(id: "g", settings: .init())
    var milliseconds: Int64 = 0
    var lastTicket: UInt64 = 0
    /// Who waits under which ticket.
    var names: [UInt64: String] = [:]

    var now: Instant { Instant(nanoseconds: milliseconds * 1_000_000) }
    var wallTime: Timestamp { Timestamp(rawValue: 1_000_000 + milliseconds) }

    mutating func answer(_ words: [Substring]) -> String {
        let given = Arguments(words.dropFirst())
        do throws(GroupError) {
            let told = try perform(words[0], given)
            return [told, heard()].filter { !$0.isEmpty }.joined(separator: "\n")
        } catch {
            return ["\(error)", heard()].filter { !$0.isEmpty }.joined(separator: "\n")
        }
    }

    private mutating func perform(_ verb: Substring, _ given: Arguments) throws(GroupError)
        -> String
    {
        switch verb {
        case "group":
            var settings = ClassicGroup.Settings()
            settings.initialRebalanceDelayMs = given.number("delay", 0)
            settings.maxSize = Int(given.number("size", 1000))
            group = ClassicGroup(id: "g", settings: settings)
            return group.state.name
        case "join": return try join(given)
        case "sync": return try sync(given)
        case "heartbeat":
            try group.heartbeat(
                memberID: given.subject, instanceID: given.text("instance"),
                generation: Int32(given.number("generation", Int64(group.generation))), now: now)
            return "alive"
        case "commit":
            try group.admitCommit(
                memberID: given.subject == "-" ? "" : given.subject,
                instanceID: given.text("instance"),
                generation: Int32(given.number("generation", Int64(group.generation))),
                isTransactional: false, now: now)
            return "may commit"
        case "leave":
            try group.leave(
                memberID: given.subject == "-" ? "" : given.subject,
                instanceID: given.text("instance"),
                now: now, wallTime: wallTime)
            return group.state.name
        case "wait":
            milliseconds += Int64(given.subject) ?? 0
            group.tick(now: now, wallTime: wallTime)
            return group.state.name
        case "show":
            let members = group.members.map(\.id).joined(separator: " ")
            return "\(group.state.name) generation \(group.generation): \(members)"
        default: return "what is \(verb)?"
        }
    }

    private mutating func join(_ given: Arguments) throws(GroupError) -> String {
        lastTicket += 1
        names[lastTicket] = given.subject
        var request = JoinRequest()
        request.memberID = given.text("id") ?? ""
        request.instanceID = given.text("instance")
        request.clientID = given.subject
        request.sessionTimeoutMs = given.number("session", 10_000)
        request.rebalanceTimeoutMs = given.number("rebalance", 60_000)
        request.protocolType = given.text("type") ?? "consumer"
        request.protocols = (given.text("protocols") ?? "range").split(separator: ",").map { pair in
            let parts = pair.split(separator: ":")
            return (String(parts[0]), parts.count > 1 ? Array(parts[1].utf8) : [])
        }
        if given.text("protocols") == "-" {
            request.protocols = []
        }
        request.takesIDFirst = given.number("version", 3) >= 4
        request.canSkipAssignment = given.number("version", 3) >= 9
        request.freshSuffix = "\(lastTicket)"
        let answer = try group.join(
            request, ticket: .init(rawValue: lastTicket), now: now, wallTime: wallTime)
        return answer.map(tell) ?? "\(group.state.name)"
    }

    private mutating func sync(_ given: Arguments) throws(GroupError) -> String {
        lastTicket += 1
        names[lastTicket] = given.subject
        var request = SyncRequest()
        request.memberID = given.subject
        request.instanceID = given.text("instance")
        request.generation = Int32(given.number("generation", Int64(group.generation)))
        if let type = given.text("type") {
            request.named = (type == "-" ? nil : type, given.text("protocol"))
        }
        request.assignments = (given.text("shares") ?? "").split(separator: ",").map { pair in
            let parts = pair.split(separator: ":")
            return (String(parts[0]), Array(parts[1].utf8))
        }
        let answer = try group.sync(
            request, ticket: .init(rawValue: lastTicket), now: now, wallTime: wallTime)
        return answer.map(tell) ?? "\(group.state.name)"
    }

    /// What waiting requests were answered, and whether the group wants to be written.
    mutating func heard() -> String {
        let effects = group.takeEffects()
        var lines = effects.mustPersist ? ["write"] : []
        for (ticket, answer) in effects.joined {
            lines.append("\(names[ticket.rawValue] ?? "?") joined: \(tell(answer, tell))")
        }
        for (ticket, answer) in effects.synced {
            lines.append("\(names[ticket.rawValue] ?? "?") synced: \(tell(answer, tell))")
        }
        return lines.joined(separator: "\n")
    }

    private func tell<Answer>(
        _ result: Result<Answer, GroupError>, _ text: (Answer) -> String
    ) -> String {
        switch result {
        case .success(let answer): text(answer)
        case .failure(let error): "\(error)"
        }
    }

    private func tell(_ answer: JoinAnswer) -> String {
        var text =
            "\(answer.memberID) in generation \(answer.generation) by \(answer.protocolName ?? "-")"
        text += ", led by \(answer.leaderID)"
        if !answer.members.isEmpty {
            let members = answer.members.map {
                "\($0.id)=\(String(decoding: $0.metadata, as: UTF8.self))"
            }
            text += " of " + members.joined(separator: " ")
        }
        return text + (answer.skipAssignment ? ", keeping the assignment" : "")
    }

    private func tell(_ answer: SyncAnswer) -> String {
        "has '\(String(decoding: answer.assignment, as: UTF8.self))'"
    }
}

/// The words behind a verb: a subject, then `key=value` pairs.
private struct Arguments {
    let subject: String
    private var values: [String: String] = [:]

    init(_ words: ArraySlice<Substring>) {
        subject = String(words.first ?? "")
        for word in words.dropFirst(subject.contains("=") ? 0 : 1) {
            let parts = word.split(separator: "=", maxSplits: 1)
            values[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
        }
    }

    func text(_ key: String) -> String? { values[key] }
    func number(_ key: String, _ fallback: Int64) -> Int64 {
        values[key].flatMap { Int64($0) } ?? fallback
    }
}
