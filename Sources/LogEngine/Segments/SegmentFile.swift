import Syscalls

/// A file of a segment, open while it is in use.
final class SegmentFile: Sendable {
    private struct State {
        var path: String
        var file: (any DiskFile)?
        /// It may not be closed: it is dirty, or its name is gone.
        var isPinned = false
        var wasUsed = false
    }

    private let state: Lock<State>
    private let files: OpenFiles

    init(_ path: String, in files: OpenFiles) {
        state = Lock(State(path: path))
        self.files = files
    }

    var path: String { state.withLock { $0.path } }

    /// The open file; where it is not open it is opened so.
    func opened(_ mode: OpenMode = .write) throws(Errno) -> any DiskFile {
        let known = state.withLock { state in
            state.wasUsed = true
            return state.file
        }
        if let known { return known }
        let file = try open(mode)
        let isFirst = state.withLock { state in
            guard state.file == nil else { return false }
            state.file = file
            return true
        }
        if isFirst { files.opened(self) }
        return file
    }

    private func open(_ mode: OpenMode) throws(Errno) -> any DiskFile {
        let tried = path
        do throws(Errno) {
            return try files.disk.open(tried, mode)
        } catch .noSuchFile {
            // It may have got another name meanwhile.
            guard path != tried else { throw .noSuchFile }
            return try open(mode)
        }
    }

    /// Keeps the file open until ``unpin()``; it must be open.
    func pin() {
        state.withLock { $0.isPinned = true }
    }

    func unpin() {
        state.withLock { $0.isPinned = false }
    }

    /// Gives the file another name on the disk.
    func rename(to newPath: String) throws(Errno) {
        try state.withLock { state throws(Errno) in
            try files.disk.rename(state.path, to: newPath)
            state.path = newPath
        }
    }

    /// Keeps the file open for those who hold this, and for nobody else: its name on the disk will
    /// mean another file, or none.
    func detach() throws(Errno) {
        _ = try opened()
        pin()
        files.forget(self)
    }

    /// Closes the file for its owner; slices of it keep it open.
    func close() {
        let wasOpen = state.withLock { state in
            state.isPinned = false
            defer { state.file = nil }
            return state.file != nil
        }
        if wasOpen { files.forget(self) }
    }

    /// Closes the file unless it is pinned, or was used since it was asked last.
    func closeIfCold() -> Bool {
        state.withLock { state in
            guard !state.isPinned else { return false }
            guard !state.wasUsed else {
                state.wasUsed = false
                return false
            }
            state.file = nil
            return true
        }
    }
}
