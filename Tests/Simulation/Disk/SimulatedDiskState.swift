import LogEngine
import Syscalls

/// All that a simulated disk is: the tree of its files, and what is to happen to it.
struct SimulatedDiskState: Sendable {
    enum Node: Sendable {
        case file(SimulatedFileNode)
        case directory(SimulatedDirectoryNode)
    }

    /// What every call answers between a crash and the restart.
    static let powerOff = Errno(rawValue: 108)

    var random: SeededGenerator
    var refusals: [Refusal] = []
    var capacity = Int.max
    var crash: (kind: CrashKind, afterChanges: Int)?
    /// How likely it is, at any write, that the kernel writes out a page of its own will.
    var writeBackChance = 0.2
    private(set) var isDown = false
    /// How the machine ended last.
    private(set) var lastCrash = CrashKind.kill
    /// Whether a sync has failed since the last restart.
    var hasFailedSync = false
    /// How often the disk was restarted; files opened before are dead.
    private(set) var incarnation = 0
    /// How many changing calls there were.
    private(set) var changes = 0

    private var nodes: [Int: Node] = [0: .directory(SimulatedDirectoryNode())]
    private var nextNode = 1

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    // MARK: Calls

    /// What becomes of a call.
    enum Fate: Sendable {
        case done
        case refused(Errno)
        /// The machine stops in the middle of it.
        case crash(halfDone: Bool)
    }

    /// Takes note of a call, and says what becomes of it.
    mutating func begin(_ call: DiskCall, _ path: String) throws(Errno) -> Fate {
        guard !isDown else { throw Self.powerOff }
        for index in refusals.indices where refusals[index].applies(to: call, path, &random) {
            return .refused(refusals[index].error)
        }
        guard call.isChange else { return .done }
        changes += 1
        guard let crash, changes > crash.afterChanges else { return .done }
        return .crash(halfDone: random.happens(0.5))
    }

    /// Runs a call that is done, half done before a crash, or not at all.
    mutating func run<Result>(
        _ call: DiskCall, _ path: String,
        _ body: (inout SimulatedDiskState) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        switch try begin(call, path) {
        case .done:
            return try body(&self)
        case .refused(let error):
            throw error
        case .crash(let isDone):
            if isDone { _ = try? body(&self) }
            goDown()
            throw Self.powerOff
        }
    }

    mutating func goDown() {
        goDown(crash?.kind ?? .kill)
    }

    mutating func goDown(_ kind: CrashKind) {
        isDown = true
        lastCrash = kind
        crash = nil
        guard kind == .powerLoss else { return }
        for id in nodes.keys.sorted() {
            switch nodes[id] {
            case .file(let file): file.losePower(&random)
            case .directory(let directory): directory.losePower(&random)
            case nil: break
            }
        }
    }

    mutating func restart() {
        isDown = false
        hasFailedSync = false
        crash = nil
        incarnation += 1
        forgetTheUnreachable()
    }

    private mutating func forgetTheUnreachable() {
        let remembered = reachable { $0.remembered }
        let named = reachable { Array($0.entries.values) }
        nodes = nodes.filter { remembered.contains($0.key) }
        for (id, node) in nodes {
            if case .file(let file) = node { file.references = named.contains(id) ? 1 : 0 }
        }
    }

    private func reachable(by children: (SimulatedDirectoryNode) -> [Int]) -> Set<Int> {
        var reached: Set<Int> = [0]
        var open = [0]
        while let id = open.popLast() {
            guard case .directory(let directory)? = nodes[id] else { continue }
            for child in children(directory) where reached.insert(child).inserted {
                open.append(child)
            }
        }
        return reached
    }

    // MARK: Space

    var used: Int {
        nodes.reduce(0) { sum, node in
            guard case .file(let file) = node.value, file.references > 0 else { return sum }
            return sum + file.allocated
        }
    }

    /// How many of `count` bytes at `offset` of the file there is room for.
    func room(for count: Int, at offset: Int, in file: SimulatedFileNode) -> Int {
        guard capacity != .max else { return count }
        let room = file.allocated + max(0, capacity - used)
        return min(count, max(0, room - offset))
    }

    // MARK: Names

    private func node(at path: String) throws(Errno) -> (id: Int, node: Node) {
        var id = 0
        for name in path.split(separator: "/") {
            guard case .directory(let directory)? = nodes[id] else { throw .notDirectory }
            guard let next = directory.entries[String(name)] else { throw .noSuchFile }
            id = next
        }
        guard let node = nodes[id] else { throw .noSuchFile }
        return (id, node)
    }

    func file(_ id: Int) -> SimulatedFileNode? {
        if case .file(let file)? = nodes[id] { file } else { nil }
    }

    func file(at path: String) throws(Errno) -> (id: Int, file: SimulatedFileNode) {
        let (id, node) = try node(at: path)
        guard case .file(let file) = node else { throw .isDirectory }
        return (id, file)
    }

    func directory(at path: String) throws(Errno) -> SimulatedDirectoryNode {
        guard case .directory(let directory) = try node(at: path).node else { throw .notDirectory }
        return directory
    }

    /// The directory that holds a path's last name, and that name.
    func parent(of path: String) throws(Errno) -> (directory: SimulatedDirectoryNode, name: String)
    {
        guard let slash = path.lastIndex(of: "/") else { return (try directory(at: ""), path) }
        let name = String(path[path.index(after: slash)...])
        return (try directory(at: String(path[..<slash])), name)
    }

    func isDirectory(_ id: Int) -> Bool {
        if case .directory? = nodes[id] { true } else { false }
    }

    mutating func make(_ node: Node, at path: String) throws(Errno) -> Int {
        let (directory, name) = try parent(of: path)
        let id = nextNode
        nextNode += 1
        nodes[id] = node
        if case .file(let file) = node { file.references = 1 }
        directory.link(name, to: id)
        return id
    }

    /// Gives back what a name or a descriptor kept.
    ///
    /// The bytes stay until a restart, since a power
    /// loss may bring the name back.
    func release(_ id: Int) {
        file(id)?.references -= 1
    }

    /// Every file with its bytes as readers see them, by path.
    func files() -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        var open = [("", 0)]
        while let (path, id) = open.popLast() {
            switch nodes[id] {
            case .file(let file):
                found[path] = file.bytes
            case .directory(let directory):
                for (name, child) in directory.entries {
                    open.append((path.isEmpty ? name : "\(path)/\(name)", child))
                }
            case nil:
                break
            }
        }
        return found
    }
}
