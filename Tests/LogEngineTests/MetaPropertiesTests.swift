import Bytes
import LogEngine
import Testing

struct MetaPropertiesTests {
    private let properties = MetaProperties(
        nodeID: 3, clusterID: "c", directoryID: Uuid(high: 1, low: 2))

    @Test func `what is written is read`() throws {
        #expect(try MetaProperties(properties.text) == properties)
    }

    @Test func `Kafka's own file is read`() throws {
        let text =
            "#\n#Wed Nov 25 00:00:00 UTC 2026\ncluster.id=c\nversion=1\n"
            + "directory.id=\(properties.directoryID)\nnode.id=3\n"
        #expect(try MetaProperties(text) == properties)
    }

    @Test func `a newer format is refused`() {
        let text = properties.text.replacing("strom.format=1", with: "strom.format=2")
        #expect(throws: DirectoryError.newerFormat(2)) { try MetaProperties(text) }
    }

    @Test(arguments: ["", "version=1", "version=1\nnode.id=x\ncluster.id=c\ndirectory.id=d"])
    func `what says nothing is damaged`(text: String) {
        #expect(throws: DirectoryError.damaged("meta.properties")) { try MetaProperties(text) }
    }
}
