/// What was given for a broker at its start: flags before environment before file.
package struct GivenSettings: Sendable {
    /// By name; what `BrokerLayers.given` is made of.
    package private(set) var values: [String: String] = [:]
    package private(set) var clusterID: String?
    /// Sentences about names that have no meaning here.
    package private(set) var warnings: [String] = []

    /// Merges the three.
    ///
    /// Of two flags for one key the later one holds. `file` is the text of a properties file;
    /// without one, the values of Kafka's quickstart file hold.
    package init(
        flags: [(key: String, value: String)] = [],
        environment: [(name: String, value: String)] = [], file: String? = nil
    ) {
        if let file {
            for entry in PropertiesFile.parse(file) {
                give(entry.key, entry.value, origin: "line \(entry.line) of the configuration file")
            }
        } else {
            values = BrokerSettings.quickstart
        }
        for variable in environment.sorted(by: { $0.name < $1.name }) {
            give(variable)
        }
        for flag in flags {
            give(flag.key, flag.value, origin: "--override \(flag.key)")
        }
    }

    private mutating func give(_ variable: (name: String, value: String)) {
        switch variable.name {
        case "CLUSTER_ID": clusterID = variable.value
        case "KAFKA_CLUSTER_ID": clusterID = clusterID ?? variable.value
        case let name:
            guard let key = EnvironmentNames.key(for: name) else { return }
            give(key, variable.value, origin: "the environment variable \(name)")
        }
    }

    /// Keeps the value; names that no row has are kept too, as Kafka does, and told.
    private mutating func give(_ key: String, _ value: String, origin: String) {
        values[key] = value
        guard BrokerSettings.row(key) == nil else { return }
        if let reason = BrokerSettings.leftover(key) {
            warnings.append("\(origin) has no effect: \(key) \(reason)")
        } else {
            let near = nearest(to: key, among: BrokerSettings.all.map(\.name))
            warnings.append(
                "\(origin) has no effect: \(key) is not a setting"
                    + (near.map { "; did you mean \($0)?" } ?? ""))
        }
    }
}
