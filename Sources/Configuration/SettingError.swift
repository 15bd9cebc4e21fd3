/// Why a setting was refused.
package enum SettingError: Error, Equatable, Sendable {
    /// No setting has this name; `suggestion` is one that looks like it.
    case unknown(String, suggestion: String?)
    /// The value is not what the setting takes; `allowed` says in words what it takes.
    case badValue(String, value: String?, allowed: String)
    /// Two settings contradict each other.
    case conflict(String)
    /// The setting changes by a restart only.
    case readOnly(String)
    /// The setting may differ between brokers and cannot be set for all.
    case perBroker(String)
    /// A security setting changes for one listener only, under `listener.name.<listener>.`.
    case needsListenerPrefix(String)
    /// The setting stands twice in one change.
    case twice(String)
    /// Only DELETE goes without a value.
    case missingValue(String)
    /// APPEND and SUBTRACT were asked of a setting that is no list.
    case notAList(String)

    /// One sentence that names the setting, the value and what is allowed.
    package var message: String {
        switch self {
        case .unknown(let name, let suggestion):
            "Unknown config name: \(name)" + (suggestion.map { " (did you mean \($0)?)" } ?? "")
        case .badValue(let name, let value, let allowed):
            "Invalid value \(value ?? "null") for configuration \(name): it must be \(allowed)"
        case .conflict(let sentence):
            sentence
        case .readOnly(let name):
            "Cannot update these configs dynamically: \(name)"
        case .perBroker(let name):
            "Cannot update these configs at default cluster level, they are per broker: \(name)"
        case .needsListenerPrefix(let name):
            "These security configs can be dynamically updated only per-listener "
                + "using the listener prefix: \(name)"
        case .twice(let name):
            "The config \(name) stands twice in the request"
        case .missingValue(let name):
            "Null value not supported for: \(name)"
        case .notAList(let name):
            "Can't APPEND to or SUBTRACT from the key \(name), which is not a list"
        }
    }
}
