/// How a request stands after its first step.
package enum Outcome {
    /// It is answered.
    case reply(Reply)
    /// It has begun, and waits.
    case wait(any Waiting)
    /// Produce with acks 0: the client expects no answer.
    case silence
    /// The connection ends without an answer.
    case close
}
