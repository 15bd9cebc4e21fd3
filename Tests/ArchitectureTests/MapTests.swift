import Foundation
import Testing

/// The maps that readers are given, compared with the land.
@Suite struct MapTests {
    @Test func `each folder under Sources has its line in the map, and each line its folder`()
        throws
    {
        let map = try Repository.text("docs/ARCHITECTURE.md")
        let told = Set(map.matches(of: /(?m)^\| `Sources\/(\w+)` \|/).map { String($0.output.1) })
        #expect(told == Set(try Repository.folders(under: "Sources")))
    }

    @Test func `every page under docs is in the reading list`() throws {
        let list = try Repository.text("docs/README.md")
        let pages = FileManager.default.enumerator(
            atPath: Repository.root.appending(path: "docs").path)
        for case let page as String in pages ?? .init()
        where page.hasSuffix(".md") && page != "README.md" {
            #expect(list.contains("(\(page))"), "docs/\(page) is not in docs/README.md")
        }
    }

    @Test func `every link between the pages leads somewhere`() throws {
        let pages =
            FileManager.default.enumerator(atPath: Repository.root.appending(path: "docs").path)?
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".md") }.map { "docs/\($0)" } ?? []
        for page in pages + ["README.md", "CHANGELOG.md"] {
            let folder = Repository.root.appending(path: page).deletingLastPathComponent()
            for link in try Repository.text(page).matches(of: /\]\(([^)#:]+)(?:#[^)]*)?\)/) {
                let place = folder.appending(path: String(link.output.1)).path
                #expect(FileManager.default.fileExists(atPath: place), "\(page): \(link.output.1)")
            }
        }
    }

    @Test func `every make target that a page names is there`() throws {
        let makefile = try Repository.text("Makefile")
        for page in ["README.md", "docs/testing.md", "docs/STYLE.md"] {
            for target in try Repository.text(page).matches(of: /`make ([a-z-]+)/) {
                #expect(
                    makefile.contains("\n\(target.output.1):"), "\(page): make \(target.output.1)")
            }
        }
    }

    @Test func `the man page is what the commands of the debug build say`() throws {
        let built = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let render = Process()
        render.executableURL = Repository.root.appending(path: "scripts/man-page")
        render.arguments = [built.appending(path: "strom").path]
        let output = Pipe()
        render.standardOutput = output
        try render.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        let page = String(decoding: bytes, as: UTF8.self)
        render.waitUntilExit()
        try #require(render.terminationStatus == 0)
        if ProcessInfo.processInfo.environment["RENDER_DOCS"] == "1" {
            let place = Repository.root.appending(path: "docs/strom.1")
            try page.write(to: place, atomically: true, encoding: .utf8)
        }
        #expect(try Repository.text("docs/strom.1") == page, "`make docs` renders it")
    }
}
