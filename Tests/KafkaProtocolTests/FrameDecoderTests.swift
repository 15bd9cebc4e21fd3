import KafkaProtocol
import Testing

@Suite struct FrameDecoderTests {
    private static let decoder = FrameDecoder(largestFrame: 1000)

    @Test(
        arguments: [
            (bytes: [], step: .incomplete(missing: 4)),
            (bytes: [0, 0], step: .incomplete(missing: 2)),
            (bytes: [0, 0, 0, 3], step: .incomplete(missing: 3)),
            (bytes: [0, 0, 0, 3, 1, 2], step: .incomplete(missing: 1)),
            (bytes: [0, 0, 0, 3, 1, 2, 3], step: .frame(4..<7)),
            (bytes: [0, 0, 0, 3, 1, 2, 3, 0, 0], step: .frame(4..<7)),
            (bytes: [0, 0, 0, 0], step: .frame(4..<4)),
            (bytes: [0, 0, 3, 0xE8], step: .incomplete(missing: 1000)),
            (bytes: [0, 0, 3, 0xE9], step: .refused(size: 1001)),
            (bytes: [0x7F, 0xFF, 0xFF, 0xFF], step: .refused(size: 0x7FFF_FFFF)),
            (bytes: [0xFF, 0xFF, 0xFF, 0xFF], step: .refused(size: -1)),
        ] as [(bytes: [UInt8], step: FrameDecoder.Step)])
    func `the front of the bytes is a whole frame, a part of one, or no frame`(
        bytes: [UInt8], step: FrameDecoder.Step
    ) {
        #expect(unsafe Self.decoder.next(in: bytes.span.bytes) == step)
    }
}
