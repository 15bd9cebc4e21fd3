/// What other threads tell an event loop.
package enum LoopLetter: Sendable {
    /// A replica's high watermark or state moved, and this loop had asked to be told.
    case advanced(ObjectIdentifier)
    /// A new image is in force; it comes before any answer that depends on it.
    case image(MetadataImage)
    /// The broker stops: accept no more, answer what waits, close.
    case stop
}
