import KafkaClient
import Testing

@testable import strom

struct ResetTargetTests {
    /// The place of a partition that has the records 10 to 19, where the group stands at 15.
    private func place(_ target: ResetTarget, from: Int64? = 15) throws -> Int64? {
        try target.offset(from: from, in: 10..<20, now: 5_000) { time throws(ClientError) in
            time < 4_000 ? 12 : 20
        }
    }

    @Test func `each target has its place`() throws {
        #expect(try place(.earliest) == 10)
        #expect(try place(.latest) == 20)
        #expect(try place(.offset(17)) == 17)
        #expect(try place(.time(3_000)) == 12)
        #expect(try place(.duration(2_000)) == 12)
        #expect(try place(.duration(500)) == 20)
        #expect(try place(.shift(-3)) == 12)
        #expect(try place(.shift(2)) == 17)
    }

    @Test func `what lies outside becomes the nearest place`() throws {
        #expect(try place(.offset(3)) == 10)
        #expect(try place(.offset(99)) == 20)
        #expect(try place(.shift(-100)) == 10)
        #expect(try place(.shift(.max)) == 20)
        #expect(try place(.shift(.min)) == 10)
        #expect(try place(.duration(.max)) == 12)
    }

    @Test func `what was never committed cannot be shifted`() throws {
        #expect(try place(.shift(1), from: nil) == nil)
        #expect(try place(.latest, from: nil) == 20)
    }

    @Test(arguments: [
        ("PT90M", 5_400_000), ("P1DT12H", 129_600_000), ("PT0.5S", 500), ("P2W", 1_209_600_000),
        ("pt1h", 3_600_000), ("P1D", 86_400_000),
    ])
    func `a length of time is read`(text: String, milliseconds: Int64) {
        #expect(LengthOfTime(argument: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: ["", "P", "1h", "PT", "PT5", "PT-5M", "PTM", "P5H", "PT5D", "PT1M1H"])
    func `what is no length of time is refused`(text: String) {
        #expect(LengthOfTime(argument: text) == nil)
    }

    @Test func `a point in time is read`() {
        #expect(PointInTime(argument: "17")?.milliseconds == 17)
        #expect(PointInTime(argument: "@17")?.milliseconds == 17)
        #expect(PointInTime(argument: "1970-01-01T00:00:01Z")?.milliseconds == 1000)
        #expect(PointInTime(argument: "yesterday") == nil)
        #expect(PointInTime(argument: "-1") == nil)
    }
}
