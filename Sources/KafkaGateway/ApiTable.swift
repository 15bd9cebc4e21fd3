internal import Bytes
internal import Cluster
internal import KafkaMessages
package import KafkaProtocol

/// The APIs that are answered: dispatch and ApiVersions come from here.
package struct ApiTable: Sendable {
    /// In order of their keys.
    package let rows: [Row]
    /// By key.
    private let byKey: [Row?]

    /// A table of the rows, which stand in order of their keys.
    package init(_ rows: [Row]) {
        self.rows = rows
        var byKey: [Row?] = []
        for row in rows {
            let index = Int(row.key.rawValue)
            precondition(byKey.count <= index, "the rows stand in order of their keys")
            byKey.append(contentsOf: repeatElement(nil, count: index - byKey.count))
            byKey.append(row)
        }
        self.byKey = byKey
    }

    /// The row of an API, or nil where it is not answered.
    package func row(_ key: ApiKey) -> Row? {
        let index = Int(key.rawValue)
        return byKey.indices.contains(index) ? byKey[index] : nil
    }

    /// One API: its facts, and its way from bytes to an outcome.
    package struct Row: Sendable {
        package let key: ApiKey
        package let versions: ClosedRange<Int16>
        package let announced: ClosedRange<Int16>
        package let firstFlexibleVersion: Int16
        /// Decodes the body that begins at the position, and begins the request.
        let begin: @Sendable (inout MutableRawSpan, Int, RequestContext) -> Outcome

        /// The row of an API; made where the API's type is known, so that its way is specialised.
        package init<Served: Api>(_ api: Served.Type) {
            key = api.key
            versions = api.versions
            announced = api.announced
            firstFlexibleVersion = Served.Request.flexibleFrom
            begin = { frame, position, context in
                guard
                    let request = decode(
                        Served.Request.self, frame.bytes, position, context.version,
                        context.loop.memory)
                else { return .close }
                return Served.begin(request, frame: &frame, in: context)
            }
        }
    }
}

extension ApiTable {
    /// Begins the request in a frame.
    ///
    /// A frame whose header or body is malformed, an unknown key and a version that is not answered
    /// end the connection (C-3, C-17), but for ApiVersions: it is told which versions there are.
    package func begin(
        _ frame: inout MutableRawSpan, in loop: LoopContext, on connection: ConnectionInfo
    ) -> Outcome {
        guard let (header, position) = header(of: frame.bytes), let row = row(header.apiKey) else {
            return .close
        }
        let context = RequestContext(loop: loop, header: header, connection: connection)
        guard row.versions.contains(header.apiVersion) else {
            return header.apiKey == .apiVersions ? .reply(refusal(context.replyHeader)) : .close
        }
        let outcome =
            loop.image.quotas.isEmpty
            ? row.begin(&frame, position, context) : row.beginMeasured(&frame, position, context)
        return loop.memory.endWork() ? .later : outcome
    }

    /// What a client is told that asks ApiVersions in a version of the future: all there are, in
    /// the oldest version (C-4).
    private func refusal(_ header: ReplyHeader) -> Reply {
        var response = ApiVersionsResponse()
        response.errorCode = ErrorCode.unsupportedVersion.rawValue
        response.apiKeys = rows.map { row in
            var entry = ApiVersionsResponse.ApiKeys()
            entry.apiKey = row.key.rawValue
            entry.minVersion = row.announced.lowerBound
            entry.maxVersion = row.announced.upperBound
            return entry
        }
        return header.reply(response, version: 0)
    }

    /// Reads the header, and where the body begins.
    private func header(of frame: RawSpan) -> (RequestHeader, Int)? {
        var reader = ByteReader(frame, budget: ByteReader.budget(forFrameOf: frame.byteCount))
        let header = try? RequestHeader(from: &reader) { row($0)?.firstFlexibleVersion ?? .max }
        return header.map { ($0, reader.position) }
    }
}

/// Decodes a body; nil where it is malformed, or takes more memory than there is for it.
private func decode<Request: RequestMessage>(
    _: Request.Type, _ frame: RawSpan, _ position: Int, _ version: Int16, _ memory: LoopMemory
) -> Request? {
    func decode(within budget: Int) -> Request? {
        var reader = ByteReader(frame, budget: budget)
        reader.skip(position)
        return try? Request(from: &reader, version: version)
    }
    let most = ByteReader.budget(forFrameOf: frame.byteCount)
    guard most > memory.allowance else { return decode(within: most) }
    // Of large requests most are few parts with many bytes each, which are not copied.
    if let request = decode(within: memory.allowance) { return request }
    return memory.budget(upTo: most).flatMap(decode)
}
