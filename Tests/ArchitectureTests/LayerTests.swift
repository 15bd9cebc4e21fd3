import Foundation
import Testing

/// The shape of the code base, told as tests.
@Suite struct LayerTests {
    /// Modules from outside the package, and the targets that may import each; what is not here, none may.
    static let outside: [String: Set<String>] = [
        "Glibc": ["Syscalls"], "Synchronization": ["Syscalls", "EventLoop", "Telemetry"],
        "Logging": ["Telemetry"], "ArgumentParser": ["strom"],
    ]

    @Test func `a layer imports only what the manifest lets it`() throws {
        let layers = try Repository.layers()
        #expect(layers.last?.target == "Admin")
        for (target, allowed) in layers {
            for file in try Repository.swiftFiles(under: "Sources/\(target)") {
                for module in file.imports where !allowed.contains(module) {
                    #expect(mayImport(target, module), "\(file.path) imports \(module)")
                }
            }
        }
    }

    @Test(arguments: ["strom", "MessageCompiler", "Microbenchmarks"])
    func `a program imports nothing from outside but what is listed`(program: String) throws {
        let own = Set(try Repository.layers().map(\.target) + ["CShims", "CAllocations"])
        for file in try Repository.swiftFiles(under: "Sources/\(program)") {
            for module in file.imports where !own.contains(module) {
                #expect(mayImport(program, module), "\(file.path) imports \(module)")
            }
        }
    }

    @Test func `an arrow only ever points up the list`() throws {
        var below: Set = ["CShims", "CZlib", "CSnappy", "CLZ4", "CZstd", "CRE2", "CHttp"]
        for (target, imports) in try Repository.layers() {
            #expect(imports.isSubset(of: below), "\(target) reaches above itself")
            below.insert(target)
        }
    }

    @Test func `every test file stands where its source stands`() throws {
        let sources = Set(try Repository.swiftFiles(under: "Sources").map(\.path))
        for target in try Repository.layers().map(\.target) + ["strom", "MessageCompiler"] {
            for test in try Repository.swiftFiles(under: "Tests/\(target)Tests")
            where test.path.hasSuffix("Tests.swift") {
                let source = test.path
                    .replacing("Tests/\(target)Tests/", with: "Sources/\(target)/")
                    .replacing("Tests.swift", with: ".swift")
                #expect(sources.contains(source), "\(test.path) mirrors no source")
            }
        }
    }

    @Test func `every API of the table has its test file`() throws {
        let table = try Repository.text("Sources/KafkaGateway/ApiTable+Answered.swift")
        let apis = table.matches(of: /Row\((\w+)\.self\)/).map { String($0.output.1) }
        #expect(!apis.isEmpty)
        let tests = try Repository.swiftFiles(under: "Tests/KafkaGatewayTests/Apis").map(\.path)
        for api in apis {
            #expect(tests.contains { $0.hasSuffix("/\(api)Tests.swift") }, "\(api) has no test")
        }
    }

    @Test func `types and functions that other targets see are documented`() throws {
        let declaration =
            /^\s*(?:@\w+(?:\([^)]*\))? )*package (?:final |static |mutating |consuming |borrowing )*(?:struct|enum|class|protocol|func (?!==|<|hash)(\w+))/
        let required = try requirements()
        var bare: [String] = []
        for (target, _) in try Repository.layers() {
            for file in try Repository.swiftFiles(under: "Sources/\(target)")
            where !file.path.contains("/Messages/") {
                for (number, line) in file.lines.enumerated() {
                    guard let found = line.firstMatch(of: declaration),
                        !required.contains(found.output.1.map(String.init) ?? ""),
                        !isDocumented(file.lines, number)
                    else { continue }
                    bare.append("\(file.path):\(number + 1) \(line.drop { $0 == " " })")
                }
            }
        }
        #expect(bare.isEmpty, "\(bare.joined(separator: "\n"))")
    }

    /// The functions that protocols ask for: what each does is told there.
    private func requirements() throws -> Set<String> {
        let body = /(?ms)^(?:package )?protocol \w+.*?^}/
        let asked = /func (\w+)/
        var names: Set<String> = []
        for file in try Repository.swiftFiles(under: "Sources") {
            for found in file.text.matches(of: body) {
                names.formUnion(found.output.matches(of: asked).map { String($0.output.1) })
            }
        }
        return names
    }

    private func mayImport(_ target: String, _ module: String) -> Bool {
        Self.outside[module]?.contains(target) ?? false
    }

    /// Whether a doc comment stands above the declaration, or above the run of declarations that it ends.
    private func isDocumented(_ lines: [Substring], _ number: Int) -> Bool {
        for above in lines[..<number].reversed() {
            let text = above.drop { $0 == " " }
            if text.hasPrefix("///") { return true }
            if text.hasPrefix("@") || text.hasPrefix("package ") { continue }
            return false
        }
        return false
    }
}
