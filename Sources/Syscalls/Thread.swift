import CShims
import Glibc

/// A thread of the kernel.
package struct Thread: Sendable {
    private let handle: pthread_t

    /// Starts a thread that runs `body`.
    ///
    /// All that belongs to the thread is made inside `body`.
    ///
    /// The name, at most 15 bytes, is what `top -H` shows.
    package static func start(
        name: String, _ body: @escaping @Sendable () -> Void
    ) throws(Errno) -> Thread {
        let start = unsafe Unmanaged.passRetained(Start(name: name, body: body))
        var handle = pthread_t()
        let code = unsafe pthread_create(
            &handle, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                _ = unsafe shims_set_thread_name(start.name)
                start.body()
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            unsafe start.release()
            throw Errno(rawValue: code)
        }
        return Thread(handle: handle)
    }

    /// Waits until the thread has ended; to be called once.
    package func join() {
        pthread_join(handle, nil)
    }

    /// Lets the calling thread rest.
    package static func sleep(milliseconds: Int) {
        usleep(UInt32(milliseconds * 1000))
    }

    private init(handle: pthread_t) {
        self.handle = handle
    }

    /// What the new thread is given.
    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
