import Configuration
import Testing

struct PropertiesFileTests {
    @Test(arguments: [
        ("a=b", "a", "b"),
        ("a:b", "a", "b"),
        ("a b", "a", "b"),
        ("  a  =  b  ", "a", "b  "),
        ("a", "a", ""),
        ("a=", "a", ""),
        ("a==b", "a", "=b"),
        ("a\\=b=c", "a=b", "c"),
        ("a\\ b=c", "a b", "c"),
        ("a=x\\\n   y", "a", "xy"),
        ("a=x\\\\", "a", "x\\"),
        ("a=\\u00e9\\t\\q", "a", "é\tq"),
        ("a=\\uD83D\\uDE00", "a", "😀"),
        ("a=b # c", "a", "b # c"),
        ("a=C:\\\\dir", "a", "C:\\dir"),
        ("a=b\r\n", "a", "b"),
        ("a=x\\\r\n y", "a", "xy"),
    ])
    func `a line is read as Java reads it`(text: String, key: String, value: String) {
        let entries = PropertiesFile.parse(text)
        #expect(entries.map(\.key) == [key])
        #expect(entries.map(\.value) == [value])
    }

    @Test func `comments and blank lines are nothing, and lines are counted`() {
        let entries = PropertiesFile.parse("# one\n! two\n\n  \na=1\nb=2\\\n3\nc=4")
        #expect(entries.map(\.line) == [5, 6, 8])
        #expect(entries.map(\.value) == ["1", "23", "4"])
    }
}
