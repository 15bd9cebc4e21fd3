package import KafkaMessages
package import KafkaProtocol

/// An API of the Kafka protocol that this broker answers.
///
/// A request is served in two steps. `begin` runs at once, in the order in which requests arrive,
/// and does all that must keep that order. What must wait is left as a ``Waiting`` value.
package protocol Api: SendableMetatype {
    associatedtype Request: RequestMessage

    /// The key by which the wire names it.
    static var key: ApiKey { get }

    /// The versions answered, oldest and newest included.
    static var versions: ClosedRange<Int16> { get }

    /// What ApiVersions says; differs for Produce alone (0...13).
    static var announced: ClosedRange<Int16> { get }

    /// Takes the first step.
    ///
    /// Ranges in the request (`Records`) count from the beginning of `frame`, in which the leader
    /// patches base offset and epoch. The frame is gone when this returns.
    static func begin(
        _ request: Request, frame: inout MutableRawSpan, in context: RequestContext
    ) -> Outcome
}

extension Api {
    package static var announced: ClosedRange<Int16> { versions }
}
