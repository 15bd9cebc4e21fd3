/// How a request stands after its first step.
package enum Outcome {
    /// It is answered.
    case reply(Reply)
    /// It has begun, and waits.
    case wait(any Waiting)
    /// Produce with acks 0: the client expects no answer.
    case silence
    /// As ``silence``, and the connection is not read for so long (KIP-219).
    case silenceAndPause(milliseconds: Int32)
    /// The connection ends without an answer.
    case close
    /// It has not begun: there is no memory for it now. It is begun again when there is.
    case later
}
