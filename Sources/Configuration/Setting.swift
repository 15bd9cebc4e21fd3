/// One setting: its Kafka name, meaning, type, default and what it may be.
///
/// Rows of this type are the only place where a setting is declared. Validation, DescribeConfigs
/// and docs/CONFIGURATION.md are all derived from them.
package struct Setting: Sendable {
    /// The name, spelled as Kafka spells it.
    package let name: String
    package let kind: Kind
    /// The value that holds where none is given; nil where there is none.
    package let fallback: String?
    package let allowed: Allowed
    package let update: Update
    /// One sentence for DescribeConfigs and the documentation.
    package let summary: String
    /// Names of broker settings that a topic's setting falls back to, strongest first.
    package let synonyms: [Synonym]

    package init(
        _ name: String, _ kind: Kind, _ fallback: String?, in allowed: Allowed = .anything,
        update: Update = .readOnly, synonyms: [Synonym] = [], _ summary: String
    ) {
        self.name = name
        self.kind = kind
        self.fallback = fallback
        self.allowed = allowed
        self.update = update
        self.synonyms = synonyms
        self.summary = summary
    }

    /// Whether the value is a secret, which nobody is told.
    package var isSensitive: Bool { kind == .password || kind == .unknown }

    /// The types of values, numbered as DescribeConfigs numbers them.
    package enum Kind: Int8, Sendable {
        /// A name that no row has, kept for a plugin.
        case unknown = 0
        case boolean = 1
        case string = 2
        case int = 3
        case short = 4
        case long = 5
        case double = 6
        case list = 7
        case `class` = 8
        case password = 9
    }

    /// How a setting may be changed while the broker runs.
    package enum Update: Sendable {
        /// Only by a restart.
        case readOnly
        /// For one broker.
        case perBroker
        /// For one broker or for all.
        case clusterWide
    }

    /// Another name under which a setting is given, and how many of ours its unit holds.
    package struct Synonym: Sendable, ExpressibleByStringLiteral {
        package let name: String
        /// 60,000 for a name that counts minutes where the setting counts milliseconds.
        package let factor: Int64

        package init(_ name: String, factor: Int64 = 1) {
            self.name = name
            self.factor = factor
        }

        package init(stringLiteral name: String) {
            self.init(name)
        }
    }
}
