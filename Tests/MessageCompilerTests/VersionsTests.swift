import Testing

@testable import MessageCompiler

@Suite struct VersionsTests {
    @Test(
        arguments: [
            (text: "none", versions: []), (text: "3", versions: [3]),
            (text: "2-4", versions: [2, 3, 4]),
            (text: "0-1,4", versions: [0, 1, 4]), (text: "62+", versions: [62, 63]),
        ] as [(text: Substring, versions: [Int])])
    func `the notation is read`(text: Substring, versions: [Int]) {
        #expect(Versions(text)?.all == versions)
    }

    @Test(arguments: ["", "x", "3-", "-3", "4-2", "1,", "63", "1-2-3", "+"] as [Substring])
    func `what is no versions is refused`(text: Substring) {
        #expect(Versions(text) == nil)
    }

    @Test(
        arguments: [
            (versions: "0+", known: "3-13", condition: .always),
            (versions: "0-2", known: "3-13", condition: .never),
            (versions: "9+", known: "3-13", condition: .when("version >= 9")),
            (versions: "0-12", known: "3-13", condition: .when("version <= 12")),
            (versions: "5", known: "3-13", condition: .when("version == 5")),
            (versions: "5-7", known: "3-13", condition: .when("(version >= 5 && version <= 7)")),
            (
                versions: "3-4,9+", known: "3-13",
                condition: .when("version <= 4 || version >= 9")
            ),
        ] as [(versions: Substring, known: Substring, condition: Condition)])
    func `code asks no more than it must`(
        versions: Substring, known: Substring, condition: Condition
    ) throws {
        let known = try #require(Versions(known))
        #expect(Versions(versions)?.condition(within: known) == condition)
    }
}
