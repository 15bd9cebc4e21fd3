/// The name among those given that was perhaps meant; nil where none is near.
func nearest(to name: String, among names: [String]) -> String? {
    let wanted = Array(name.utf8)
    let limit = max(1, wanted.count / 5)
    let ranked = names.map { ($0, distance(wanted, Array($0.utf8))) }.filter { $0.1 <= limit }
    return ranked.min { $0.1 < $1.1 }?.0
}

/// The fewest bytes to change, add or take away that turn one text into the other (Levenshtein).
private func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, byte) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let changed = diagonal + (byte == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[right.count]
}
