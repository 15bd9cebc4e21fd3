import KafkaProtocol
import Testing

@Suite struct ErrorCodeTests {
    @Test func `the table is the schema's`() throws {
        let rows = try Schema.lines(of: "errors.txt")
        #expect(ErrorCode.all.map { Int($0.rawValue) } == rows.map { Int($0[0]) })
        for (code, row) in zip(ErrorCode.all, rows) {
            #expect(code.name == String(row[1]))
            #expect(code.isRetriable == (row[2] == "yes"), "\(code)")
            #expect(code.callsForMetadata == (row[3] == "yes"), "\(code)")
        }
    }

    @Test func `a constant bears the name of its row`() {
        #expect(ErrorCode.unknownServerError.name == "UNKNOWN_SERVER_ERROR")
        #expect(ErrorCode.none.name == "NONE")
        #expect(ErrorCode.notLeaderOrFollower.name == "NOT_LEADER_OR_FOLLOWER")
        #expect(ErrorCode.invalidRecord.name == "INVALID_RECORD")
        #expect(ErrorCode.unknownTopicId.name == "UNKNOWN_TOPIC_ID")
        #expect(ErrorCode.shareSessionLimitReached.name == "SHARE_SESSION_LIMIT_REACHED")
    }

    @Test(arguments: [-2, 134, Int16.min, .max])
    func `a number without a name is shown as a number, and not tried again`(number: Int16) {
        let code = ErrorCode(rawValue: number)
        #expect(code.name == nil)
        #expect(code.description == "\(number)")
        #expect(!code.isRetriable)
    }
}
