import Testing

@testable import MessageCompiler

@Suite struct SchemaParserTests {
    @Test func `an api is read with its fields and the structs in them`() throws {
        let text = """
            # a comment
            api 7 Greet
            advertise 0-2
            request valid=1-2 legacy=0 flexible=2+
              Names []string 0+ null=1+ default=null
            response valid=1-2 flexible=2+
              Answers []struct 0+
                Text string 1+ default=""
                Mood int8 2+ tag=3 tagged=2+ default=-1
              Code int16 0+
            """
        guard case .api(let api) = try SchemaParser.parse(text) else {
            Issue.record("no api")
            return
        }
        #expect(api.key == 7)
        #expect(api.name == "Greet")
        #expect(api.advertised.all == [0, 1, 2])
        #expect(api.request.valid.all == [1, 2])
        #expect(api.request.fields.map(\.name) == ["Names"])
        #expect(api.request.fields[0].isArray)
        #expect(api.response.fields.map(\.name) == ["Answers", "Code"])
        let mood = api.response.fields[0].children[1]
        #expect(mood.type == .int8)
        #expect(mood.tag == 3)
        #expect(mood.defaultValue == "-1")
    }

    @Test(arguments: [
        (
            text: "api 7 Greet\nadvertise 0", line: 2,
            reason: "an api has `advertise`, `request` and `response`"
        ),
        (text: "hello", line: 1, reason: "neither `api KEY NAME` nor `group NAME`"),
        (text: "group g\n  Field int8 0+", line: 2, reason: "a field of nothing"),
        (text: "group g\nmessage", line: 2, reason: "a message without a name"),
        (
            text: "group g\nmessage M valid=0 flexible=none\n  F int9 0+", line: 3,
            reason: "no type `int9`"
        ),
        (
            text: "group g\nmessage M valid=0 flexible=none\n  F int8 x", line: 3,
            reason: "`versions` must be versions, such as 0-3 or 4+"
        ),
        (
            text: "group g\nmessage M valid=0 flexible=none\n  F int8 0+\n    G int8 0+", line: 4,
            reason: "a field of what is no struct"
        ),
        (
            text: "group g\nmessage M valid=0 flexible=none\n  F int8 0+ tag=1", line: 3,
            reason: "`tag` goes with `tagged`"
        ),
        (
            text: "group g\nmessage M valid=0 flexible=none\n  F int8 0+ nul=1", line: 3,
            reason: "no attribute `nul=1`"
        ),
    ])
    func `a mistake is told with its line`(text: String, line: Int, reason: String) {
        #expect(throws: SchemaParser.Failure(line: line, reason: reason)) {
            try SchemaParser.parse(text)
        }
    }
}
