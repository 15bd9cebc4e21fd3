/// The log lines and counters of a broker.
package enum Telemetry {}
