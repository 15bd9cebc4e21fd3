/// One change of a resource's settings (KIP-339).
package struct ConfigChange: Sendable, Equatable {
    package let name: String
    package let operation: Operation
    /// Nil for DELETE only.
    package let value: String?

    package init(_ name: String, _ operation: Operation, _ value: String?) {
        self.name = name
        self.operation = operation
        self.value = value
    }

    /// What is done with the value, numbered as on the wire.
    package enum Operation: Int8, Sendable {
        case set = 0
        case delete = 1
        case append = 2
        case subtract = 3
    }
}

extension ConfigChange {
    /// The settings of a resource after the changes; all of them or, where one is refused, none.
    ///
    /// `row` gives the row of a name, nil for a name that is stored as it is; `inherited` the
    /// value that holds where the resource has none of its own: APPEND and SUBTRACT begin with it.
    static func apply(
        _ changes: [ConfigChange], to values: [String: String],
        row: (String) throws(SettingError) -> Setting?,
        inherited: (String) -> String?
    ) throws(SettingError) -> [String: String] {
        var result = values
        var seen: Set<String> = []
        for change in changes {
            guard seen.insert(change.name).inserted else { throw .twice(change.name) }
            guard change.operation != .delete else {
                result[change.name] = nil
                continue
            }
            guard let value = change.value else { throw .missingValue(change.name) }
            let setting = try row(change.name)
            let current = result[change.name] ?? inherited(change.name) ?? ""
            let text = try change.outcome(value, current: current, setting: setting)
            result[change.name] = try setting?.check(text) ?? text
        }
        return result
    }

    /// The new text of the setting.
    private func outcome(
        _ value: String, current: String, setting: Setting?
    ) throws(SettingError) -> String {
        guard operation != .set else { return value }
        guard setting?.kind == .list else { throw .notAList(name) }
        let items = listItems(value)
        let present = listItems(current)
        if operation == .append {
            return (present + items.filter { !present.contains($0) }).joined(separator: ",")
        }
        return present.filter { !items.contains($0) }.joined(separator: ",")
    }
}
