import Loading
import Testing

@Suite struct WindowTests {
    @Test func `it holds its start and not its end`() {
        let window = Window(from: 1_000_000_000, seconds: 2)
        #expect(!window.holds(999_999_999))
        #expect(window.holds(1_000_000_000))
        #expect(window.holds(2_999_999_999))
        #expect(!window.holds(3_000_000_000))
        #expect(window.seconds == 2)
    }

    @Test func `answers count while it is open`() {
        var window = Window(from: 1000, seconds: 1)
        window.count(at: 999)
        window.count(at: 1000)
        window.count(5, at: 2000)
        window.count(at: 1_000_001_000)
        #expect(window.answered == 6)
    }

    @Test func `an amount ends it sooner than its time`() {
        var window = Window(from: 0, seconds: 60, most: 3)
        for moment in stride(from: UInt64(500_000_000), through: 2_500_000_000, by: 500_000_000) {
            window.count(at: moment)
        }
        #expect(window.answered == 3)
        #expect(window.seconds == 1.5)
    }
}
