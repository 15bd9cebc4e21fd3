extension BrokerConfiguration {
    /// Reads the listeners and what is advertised of them (C-14, C-15).
    mutating func readListeners(_ values: SettingValues) throws(SettingError) {
        controllerListenerNames = listItems(values.text("controller.listener.names") ?? "")
            .map { $0.uppercased() }
        let protocols = try protocols(values)
        listeners = try ListenerEndpoint.parse(
            values.text("listeners") ?? "", key: "listeners", protocols: protocols
        ).filter { !controllerListenerNames.contains($0.name) }
        if let text = values.text("advertised.listeners") {
            advertisedListeners = try ListenerEndpoint.parse(
                text, key: "advertised.listeners", protocols: protocols
            ).filter { !controllerListenerNames.contains($0.name) }
        }
        interBrokerListenerName = values.text("inter.broker.listener.name")?.uppercased()
        maxConnectionsPerIPOverrides = try overrides(values)
        try checkListeners()
        try checkAdvertised()
    }

    /// Controllers' listeners are PLAINTEXT where the map was not given (KIP-631).
    private func protocols(
        _ values: SettingValues
    ) throws(SettingError) -> [String: SecurityProtocol] {
        let key = "listener.security.protocol.map"
        var protocols = try ListenerEndpoint.parseProtocols(values.text(key) ?? "")
        guard layers.given[key] == nil else { return protocols }
        for name in controllerListenerNames where protocols[name] == nil {
            protocols[name] = .plaintext
        }
        return protocols
    }

    private func overrides(_ values: SettingValues) throws(SettingError) -> [String: Int] {
        let key = "max.connections.per.ip.overrides"
        var result: [String: Int] = [:]
        for item in listItems(values.text(key) ?? "") {
            guard let colon = item.lastIndex(of: ":"),
                let count = Int(item[item.index(after: colon)...]), count >= 0
            else {
                throw .badValue(key, value: item, allowed: "address:count, separated by commas")
            }
            let host = item[..<colon].filter { $0 != "[" && $0 != "]" }
            result[String(host)] = count
        }
        return result
    }

    private func checkListeners() throws(SettingError) {
        guard !listeners.isEmpty else {
            throw .conflict("listeners names no listener for clients")
        }
        for listener in listeners where listener.security != .plaintext {
            throw .conflict(
                "the listener \(listener.name) is \(listener.security.rawValue), "
                    + "but only PLAINTEXT is offered so far")
        }
        if let name = interBrokerListenerName, !listeners.contains(where: { $0.name == name }) {
            throw .conflict("inter.broker.listener.name is \(name), which is not in listeners")
        }
    }

    private func checkAdvertised() throws(SettingError) {
        for endpoint in advertisedListeners ?? [] {
            guard listeners.contains(where: { $0.name == endpoint.name }) else {
                throw .conflict(
                    "advertised.listeners names \(endpoint.name), which is not in listeners")
            }
            guard !endpoint.isWildcard else {
                throw .conflict(
                    "advertised.listeners cannot have \(endpoint.host.isEmpty ? "an empty host" : endpoint.host) "
                        + "for \(endpoint.name): clients cannot connect to it; give the name or "
                        + "address by which they reach this machine")
            }
        }
    }

    /// The rules that take more than one setting (Kafka's `KafkaConfig.validateValues`).
    func checkTogether(_ values: SettingValues) throws(SettingError) {
        let roles = listItems(values.text("process.roles") ?? "")
        guard roles.contains("broker") else {
            throw .conflict("process.roles must contain broker")
        }
        let older: Int32? = values.given("broker.id")
        if let older, older >= 0, older != nodeID {
            throw .conflict("broker.id (\(older)) and node.id (\(nodeID)) must be the same")
        }
        guard nodeID >= 0 else {
            throw .badValue("node.id", value: "\(nodeID)", allowed: "a whole number of at least 0")
        }
        guard groupMinSessionTimeoutMs <= groupMaxSessionTimeoutMs else {
            throw .conflict(
                "group.max.session.timeout.ms must be at least group.min.session.timeout.ms")
        }
        try checkTimes(values)
        try checkSizes()
    }

    private func checkTimes(_ values: SettingValues) throws(SettingError) {
        guard replicaFetchWaitMaxMs <= replicaLagTimeMaxMs else {
            throw .conflict(
                "replica.fetch.wait.max.ms must not be greater than replica.lag.time.max.ms")
        }
        for name in ["log.retention.ms", "log.retention.minutes", "log.retention.hours"] {
            let time: Int64? = values.given(name)
            guard let time, time == 0 || time < -1 else { continue }
            throw .badValue(name, value: "\(time)", allowed: "-1, or a whole number of at least 1")
        }
        for name in ["log.roll.ms"] {
            let time: Int64? = values.given(name)
            guard let time, time < 1 else { continue }
            throw .badValue(name, value: "\(time)", allowed: "a whole number of at least 1")
        }
    }

    private func checkSizes() throws(SettingError) {
        guard queuedMaxRequestBytes <= 0 || queuedMaxRequestBytes >= socketRequestMaxBytes else {
            throw .conflict(
                "queued.max.request.bytes must be at least socket.request.max.bytes, or -1")
        }
        for (name, size) in [
            ("socket.send.buffer.bytes", socketSendBufferBytes),
            ("socket.receive.buffer.bytes", socketReceiveBufferBytes),
        ] where size < -1 || size == 0 {
            throw .badValue(name, value: "\(size)", allowed: "-1, or a whole number of at least 1")
        }
        guard defaultReplicationFactor >= 1 else {
            throw .badValue(
                "default.replication.factor", value: "\(defaultReplicationFactor)",
                allowed: "a whole number of at least 1")
        }
    }
}
