extension String {
    /// About how many bytes it takes beside its 16: nothing for a short one.
    package var keptByteCount: Int {
        let count = utf8.count
        return count > 15 ? 32 + count : 0
    }
}
