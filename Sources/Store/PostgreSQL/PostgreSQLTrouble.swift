import CPostgreSQL

extension DatabaseTrouble {
  /// What a result says that the server refused.
  init(result: OpaquePointer?) {
    let field = PQresultErrorField(result, Int32(UInt8(ascii: "C")))
    let state = field.map { String(cString: $0) } ?? ""
    let primary = PQresultErrorField(result, Int32(UInt8(ascii: "M")))
    let message = primary.map { String(cString: $0) }
    // What has no code was not said by the server but by libpq, which could not send or read any more;
    // after a failed sending it takes the connection for good until it has read the end.
    if state.isEmpty {
      self.init(.connectionLost, "the connection was lost")
    } else {
      self.init(DatabaseTrouble.cause(of: state), message)
    }
  }

  /// Codes of appendix A of PostgreSQL's manual.
  private static func cause(of state: String) -> Cause {
    switch state {
    case "40001", "40P01": .mustBeRepeated
    case "55P03": .locked
    case "57014": .cancelled
    case "53100": .full
    case "25006", "42501": .readOnly
    case "54000", "22001": .tooBig
    case "57P01", "57P02", "57P03", "57P05", "25P03", "08000", "08003", "08006": .connectionLost
    case "53300", "3D000", "28000", "28P01", "08001", "08004": .cannotConnect
    case "XX001", "XX002": .damaged
    case "58030": .disk
    default: .other(state)
    }
  }
}
