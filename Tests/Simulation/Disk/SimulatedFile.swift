import LogEngine
import Syscalls

/// An open file of a ``SimulatedDisk``.
final class SimulatedFile: DiskFile {
    private let id: Int
    private let path: String
    private let incarnation: Int
    private let state: Lock<SimulatedDiskState>

    init(id: Int, path: String, incarnation: Int, state: Lock<SimulatedDiskState>) {
        self.id = id
        self.path = path
        self.incarnation = incarnation
        self.state = state
    }

    deinit {
        state.withLock { state in
            if state.incarnation == incarnation { state.release(id) }
        }
    }

    var descriptor: CInt? { nil }

    /// Runs `body` with the file, unless the machine has stopped since it was opened.
    private func withFile<Result: Sendable>(
        _ body: (inout SimulatedDiskState, SimulatedFileNode) throws(Errno) -> Result
    ) throws(Errno) -> Result {
        try state.withLock { (state) throws(Errno) in
            guard !state.isDown, state.incarnation == incarnation, let file = state.file(id) else {
                throw SimulatedDiskState.powerOff
            }
            return try body(&state, file)
        }
    }

    func size() throws(Errno) -> Int {
        try withFile { (_, file) in file.bytes.count }
    }

    func read(into buffer: inout MutableRawSpan, at offset: Int) throws(Errno) -> Int {
        let wanted = buffer.byteCount
        let bytes = try withFile { (state, file) throws(Errno) in
            try state.run(.read, path) { (_) in
                Array(file.bytes.dropFirst(offset).prefix(wanted))
            }
        }
        unsafe buffer.withUnsafeMutableBytes { unsafe $0.copyBytes(from: bytes) }
        return bytes.count
    }

    func write(_ bytes: RawSpan, at offset: Int) throws(Errno) {
        let new = unsafe bytes.withUnsafeBytes { unsafe Array($0) }
        try withFile { (state, file) throws(Errno) in
            let fate = try state.begin(.write, path)
            if state.random.happens(state.writeBackChance) {
                file.writeBackSomePage(&state.random)
            }
            switch fate {
            case .done:
                let room = state.room(for: new.count, at: offset, in: file)
                file.write(new.prefix(room), at: offset)
                guard room == new.count else { throw .noSpace }
            case .refused(let error):
                file.write(new.prefix(state.random.number(in: 0..<new.count + 1)), at: offset)
                throw error
            case .crash:
                file.write(new.prefix(state.random.number(in: 0..<new.count + 1)), at: offset)
                state.goDown()
                throw SimulatedDiskState.powerOff
            }
        }
    }

    func truncate(to size: Int) throws(Errno) {
        try withFile { (state, file) throws(Errno) in
            try state.run(.truncate, path) { (_) in file.truncate(to: size) }
        }
    }

    func reserve(_ count: Int, at offset: Int) throws(Errno) -> Bool {
        try withFile { (state, file) throws(Errno) in
            try state.run(.reserve, path) { (state) throws(Errno) in
                guard state.room(for: count, at: offset, in: file) == count else { throw .noSpace }
                file.reserve(upTo: offset + count)
            }
        }
        return true
    }

    func startWriteBack() throws(Errno) {
        try withFile { (state, file) throws(Errno) in
            try state.run(.writeBack, path) { (state) in
                file.writeBackSomePage(&state.random)
            }
        }
    }

    func sync() throws(Errno) {
        try withFile { (state, file) throws(Errno) in
            switch try state.begin(.sync, path) {
            case .done:
                file.sync()
            case .refused(let error):
                file.failSync(&state.random)
                state.hasFailedSync = true
                throw error
            case .crash(let isDone):
                if isDone { file.sync() }
                state.goDown()
                throw SimulatedDiskState.powerOff
            }
        }
    }
}
