import Telemetry

/// Deletes things that have names, one after the other, and tells of each.
enum Deletion {
    /// `delete` deletes one; with false it says that there is none, and that this is no error.
    static func run(
        _ names: [String], printsJSON: Bool, _ delete: (String) throws -> Bool
    ) throws {
        var deleted: [JSON] = []
        for name in names {
            let wasThere = try delete(name)
            if wasThere { deleted.append(.string(name)) }
            guard !printsJSON else { continue }
            try Output.print(["\(name): \(wasThere ? "deleted" : "it is not there")"])
        }
        if printsJSON { try Output.print(.array(deleted)) }
    }
}
