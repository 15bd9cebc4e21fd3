import Testing

@testable import MessageCompiler

@Suite struct CompilationTests {
    private static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        .dropLast(3).joined(separator: "/")

    @Test func `the checked-in messages are what the compiler writes`() throws {
        let schema = SourceFolder(path: Self.root + "/Sources/KafkaMessages/Schema")
        let messages = SourceFolder(path: Self.root + "/Sources/KafkaMessages/Messages")
        let compilation = try Compilation(of: schema)
        #expect(try messages.files() == compilation.messages.map(\.path).sorted())
        for file in compilation.messages {
            #expect(try messages.read(file.path) == file.text, "\(file.path): run `make generate`")
        }
        let tests = SourceFolder(path: Self.root + "/Tests/KafkaMessagesTests")
        #expect(try tests.read(compilation.list.path) == compilation.list.text)
    }

    @Test func `no two messages have the same name`() throws {
        let schema = SourceFolder(path: Self.root + "/Sources/KafkaMessages/Schema")
        let names = try Compilation(of: schema).messages.map(\.typeName)
        #expect(Set(names).count == names.count)
    }
}
