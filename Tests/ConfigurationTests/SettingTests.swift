import Configuration
import Testing

struct SettingTests {
    @Test(arguments: [
        (Setting("a", .boolean, "false", ""), "TRUE", true),
        (Setting("a", .boolean, "false", ""), "yes", false),
        (Setting("a", .int, "1", in: .atLeast(1), ""), " 5 ", true),
        (Setting("a", .int, "1", in: .atLeast(1), ""), "0", false),
        (Setting("a", .int, "1", ""), "2147483648", false),
        (Setting("a", .long, "1", ""), "2147483648", true),
        (Setting("a", .long, "1", ""), "soon", false),
        (Setting("a", .short, "1", ""), "32768", false),
        (Setting("a", .double, "0.5", in: .fraction(0...1), ""), "1.5", false),
        (Setting("a", .double, "0.5", in: .fraction(0...1), ""), "0.25", true),
        (Setting("a", .int, "-1", in: .either(-1, or: 1...9), ""), "0", false),
        (Setting("a", .int, "-1", in: .either(-1, or: 1...9), ""), "-1", true),
        (Setting("a", .string, "x", in: .oneOf(["x", "y"]), ""), "X", false),
        (Setting("a", .string, "x", in: .oneOfAnyCase(["x", "y"]), ""), "X", true),
        (Setting("a", .list, "", in: .listOf(["x", "y"]), ""), "x, y", true),
        (Setting("a", .list, "", in: .listOf(["x", "y"]), ""), "x,z", false),
        (Setting("a", .list, "", in: .listOf(["x", "y"]), ""), "", true),
        (Setting("a", .list, "", in: .distinct, ""), "x,x", false),
        (Setting("a", .list, nil, in: .nonEmptyList, ""), "", false),
        (Setting("a", .list, "", in: .replicas, ""), "0:1,1:2", true),
        (Setting("a", .list, "", in: .replicas, ""), "*", true),
        (Setting("a", .list, "", in: .replicas, ""), "0-1", false),
        (Setting("a", .string, nil, in: .nonEmpty, ""), " ", false),
    ])
    func `a value is held to type and range`(setting: Setting, text: String, isGood: Bool) {
        let isAccepted = (try? setting.check(text)) != nil
        #expect(isAccepted == isGood)
    }

    @Test func `what is stored has no blanks around it`() throws {
        #expect(try Setting("a", .int, "1", "").check(" 7\t") == "7")
    }

    @Test func `a refusal names the key, the value and what is allowed`() {
        #expect {
            try Setting("segment.ms", .long, "1", in: .atLeast(1), "").check("0")
        } throws: { error in
            (error as? SettingError)?.message
                == "Invalid value 0 for configuration segment.ms: it must be a whole number of at least 1"
        }
    }

    @Test func `the value of a secret is not told`() {
        #expect {
            try Setting("p", .password, nil, in: .nonEmpty, "").check("")
        } throws: { error in
            (error as? SettingError)?.message.contains("[hidden]") == true
        }
    }
}
