/// What is known of an API before one of its messages is: its versions, and their headers.
package struct ApiFacts: Sendable {
    /// The number by which requests name it.
    package let key: Int16

    /// The name that Kafka's documentation has for it.
    package let name: String

    /// The versions that there are.
    package let versions: ClosedRange<Int16>

    /// The versions that Kafka 4.2 names in ApiVersions.
    package let advertised: ClosedRange<Int16>

    /// The first version with compact lengths and tagged fields; `Int16.max` if none has them.
    package let flexibleFrom: Int16

    /// The API with this key, if there is one.
    package static func of(key: Int16) -> ApiFacts? {
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low < all.count && all[low].key == key ? all[low] : nil
    }

    /// The version of the header before a request of this version: 2 has tags, 1 has none.
    package func requestHeaderVersion(_ version: Int16) -> Int16 {
        version >= flexibleFrom ? 2 : 1
    }

    /// The version of the header before a response of this version: 1 has tags, 0 has none.
    ///
    /// ApiVersions never has them, so that a client that knows nothing yet can read it.
    package func responseHeaderVersion(_ version: Int16) -> Int16 {
        version >= flexibleFrom && key != 18 ? 1 : 0
    }
}
