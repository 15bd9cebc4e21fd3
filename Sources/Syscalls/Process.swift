import CShims
import Glibc

/// The variables that this process was started with.
package enum Environment {
    /// All of them.
    ///
    /// Of a name that is there twice, the first counts, as for getenv(3).
    package static func all() -> [String: String] {
        var variables: [String: String] = [:]
        guard var next = unsafe shims_environment() else { return variables }
        while let entry = unsafe next.pointee {
            let text = unsafe String(cString: entry)
            unsafe next += 1
            guard let equals = text.firstIndex(of: "=") else { continue }
            let name = String(text[..<equals])
            guard variables[name] == nil else { continue }
            variables[name] = String(text[text.index(after: equals)...])
        }
        return variables
    }

    /// The value of one, or nil where it is not set.
    package static func value(of name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }
}

/// Randomness from the kernel.
package enum RandomBytes {
    /// So many random bytes.
    package static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let result = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe shims_random(buffer.baseAddress, buffer.count)
        }
        precondition(result == 0, "the kernel has no randomness")
        return bytes
    }

    /// A random number of 64 bits.
    package static func integer() -> UInt64 {
        bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// What the machine gives this process.
package enum Machine {
    /// The processors that the process may run on.
    package static var processors: Int {
        Int(shims_processors())
    }

    /// Bytes of memory: the machine's, or the control group's limit where that is lower.
    package static var memory: Int {
        let physical = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        return min(physical, ControlGroup.memory() ?? physical)
    }

    /// Raises the number of files that may be open to the hard limit.
    ///
    /// - Returns: what holds then.
    package static func raiseOpenFiles() -> Int {
        Int(shims_raise_open_files())
    }

    /// Has large blocks come from the system by themselves, and go back when they are freed.
    package static func separateLargeBlocks() {
        shims_separate_large_blocks()
    }

    /// Gives freed memory back to the system.
    package static func trimMemory() {
        shims_trim_memory()
    }

    /// Lets go of the pages of code and constants that were mapped in.
    ///
    /// Of what a start uses, most is never used again; the rest comes back from the page cache.
    package static func forgetCode() {
        shims_forget_code()
    }

    /// Bytes of this process that are in memory now.
    package static func residentMemory() -> Int {
        guard let bytes = try? FileSystem.contents(of: "/proc/self/statm") else { return 0 }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * sysconf(Int32(_SC_PAGESIZE))
    }
}

/// This process.
package enum Process {
    package static var identifier: Int32 {
        getpid()
    }

    /// Nanoseconds that the process has computed, on all processors together.
    package static func processorTime() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Ends the process at once; nothing more of it runs.
    package static func end(_ code: Int32) -> Never {
        _exit(code)
    }

    /// Tells systemd, where NOTIFY_SOCKET is set, such as `READY=1`.
    package static func notifySupervisor(_ state: String) {
        guard let path = Environment.value(of: "NOTIFY_SOCKET") else { return }
        _ = unsafe shims_notify(path, state)
    }
}
